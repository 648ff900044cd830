-- Of a path that held several documents with one size and time nothing can be told without reading it.
SELECT document_sources.source, size_bytes, modified_ns, any_value(sha256) AS sha256
FROM document_sources
JOIN documents USING (document_id)
WHERE size_bytes IS NOT NULL AND modified_ns IS NOT NULL
GROUP BY document_sources.source, size_bytes, modified_ns
HAVING count(*) = 1;
