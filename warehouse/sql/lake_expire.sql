CALL ducklake_expire_snapshots('{lake}', older_than => now() - to_days({days}));
