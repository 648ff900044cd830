-- The tables of a lake as its catalogue has them; duckdb_tables() asks it for the statistics of each.
SELECT table_name FROM __ducklake_metadata_{lake}.ducklake_table WHERE end_snapshot IS NULL;
