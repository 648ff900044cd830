-- The documents of the batch that are new, or differ from what is stored in the extractor or in what was read, or were
-- written by a version of the program that did not know what their names stand for; with their numbers, which go on.
CREATE OR REPLACE TEMP TABLE written_documents AS
SELECT
    staged.document_id,
    stored.document_id IS NOT NULL AS replaces,
    stored.load_id,
    (SELECT coalesce(max(document_number), 0) FROM documents) + row_number() OVER () AS document_number
FROM staged_documents AS staged
LEFT JOIN documents AS stored USING (document_id)
WHERE stored.document_id IS NULL
    OR stored.extractor_version <> staged.extractor_version
    OR stored.text_sha256 <> staged.text_sha256
    OR stored.original_id IS NULL;
