-- Writers make files only while they have the turn, which is ours now: whatever the catalogue does not know was left by
-- one that was killed.
CALL ducklake_delete_orphaned_files('{lake}', cleanup_all => true);
