-- Tables and views by name, but for the index of the full-text search, what is only proposed, and the view of candidates,
-- of which those among people grow with the square of the archive. Names that could not be file names are left out; none of
-- the schema's is.
SELECT name, is_view, comment, key
FROM (
    SELECT table_name AS name, false AS is_view, comment FROM duckdb_tables()
    WHERE NOT internal AND NOT temporary AND schema_name = 'main' AND database_name = current_database()
    UNION ALL
    SELECT view_name, true, comment FROM duckdb_views()
    WHERE NOT internal AND NOT temporary AND schema_name = 'main' AND database_name = current_database()
)
LEFT JOIN (
    SELECT table_name AS name, any_value(constraint_column_names) AS key
    FROM duckdb_constraints()
    WHERE constraint_type = 'PRIMARY KEY' AND schema_name = 'main' AND database_name = current_database()
    GROUP BY table_name
) USING (name)
WHERE regexp_full_match(name, '[A-Za-z_][A-Za-z0-9_]*')
    AND name NOT IN (
        'search_documents', 'search_terms', 'proposed_facts', 'proposed_counts', 'proposed_changes', 'candidates'
    )
ORDER BY name;
