-- Tables and views by name. Names that could not be file names are left out; none of the schema's is.
SELECT name
FROM (
    SELECT table_name AS name FROM duckdb_tables()
    WHERE NOT internal AND NOT temporary AND schema_name = 'main' AND database_name = current_database()
    UNION ALL
    SELECT view_name FROM duckdb_views()
    WHERE NOT internal AND NOT temporary AND schema_name = 'main' AND database_name = current_database()
)
WHERE regexp_full_match(name, '[A-Za-z_][A-Za-z0-9_]*')
ORDER BY name;
