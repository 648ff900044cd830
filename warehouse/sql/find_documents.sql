-- How a name may stand for a document, the surest way first.
SELECT min(way) AS way, document_id, min(source) AS source
FROM (
    SELECT 1 AS way, document_id, source FROM documents WHERE document_id = $name OR sha256 = $name
    UNION ALL SELECT 2, document_id, source FROM document_sources WHERE source = $name
    UNION ALL SELECT 3, document_id, source FROM document_sources WHERE doc_id = $name
    UNION ALL SELECT 4, document_id, source FROM document_sources WHERE ends_with(source, '/' || $name)
    UNION ALL SELECT 5, document_id, source FROM documents WHERE starts_with(sha256, lower($name))
)
GROUP BY document_id
ORDER BY way, source, document_id;
