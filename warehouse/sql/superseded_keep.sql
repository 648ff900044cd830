INSERT INTO document_versions BY NAME
SELECT
    document_id, $superseded_at AS superseded_at, gone.superseded_by, source, doc_id, title, published_on, media_type,
    sha256, text_sha256, text, metadata, extractor_version, documents.load_id
FROM documents
JOIN superseded_documents AS gone USING (document_id);
