-- The documents of the batch that are new, or differ from what is stored in the extractor or in what was read.
CREATE OR REPLACE TEMP TABLE written_documents AS
SELECT staged.document_id, stored.document_id IS NOT NULL AS replaces
FROM staged_documents AS staged
LEFT JOIN documents AS stored USING (document_id)
WHERE stored.document_id IS NULL
    OR stored.extractor_version <> staged.extractor_version
    OR stored.text_sha256 <> staged.text_sha256;
