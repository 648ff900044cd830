SELECT count(*) FILTER (NOT replaces), count(*) FILTER (replaces), (SELECT count(*) FROM staged_documents) - count(*)
FROM written_documents;
