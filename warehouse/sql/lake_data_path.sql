SELECT value FROM __ducklake_metadata_{lake}.ducklake_metadata WHERE key = 'data_path';
