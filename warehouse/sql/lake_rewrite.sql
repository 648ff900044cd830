-- Files without the rows that were deleted from them, however few these are: what was forgotten is to be gone.
CALL ducklake_rewrite_data_files('{lake}', delete_threshold => 0);
