SELECT document_sources.source, documents.text_sha256, documents.sha256
FROM document_sources
JOIN documents USING (document_id);
