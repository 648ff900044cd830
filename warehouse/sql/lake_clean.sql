CALL ducklake_cleanup_old_files('{lake}', older_than => now() - to_days({days}));
