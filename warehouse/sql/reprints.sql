UPDATE documents
SET original_id = originals.original_id
FROM (
    SELECT
        documents.document_id,
        CASE
            WHEN labelled.label IS NULL THEN documents.document_id
            ELSE first(documents.document_id) OVER (
                PARTITION BY labelled.label ORDER BY documents.published_on NULLS LAST, documents.document_id
            )
        END AS original_id
    FROM documents
    SEMI JOIN touched_reprints USING (document_id)
    LEFT JOIN (SELECT DISTINCT node, label FROM labels) AS labelled ON labelled.node = documents.document_id
) AS originals
WHERE originals.document_id = documents.document_id AND originals.original_id IS DISTINCT FROM documents.original_id;
