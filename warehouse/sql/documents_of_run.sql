SELECT documents.source, documents.doc_id, documents.title, documents.published_on
FROM documents
INNER JOIN loads USING (load_id)
WHERE loads.run_id = $run_id
ORDER BY documents.source;
