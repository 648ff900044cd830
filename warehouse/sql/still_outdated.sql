CREATE OR REPLACE TEMP TABLE still_outdated AS
SELECT document_id
FROM staged_texts
JOIN documents USING (document_id, text_sha256, extractor_version);
