-- Of a group the original is the one published first; a group that was linked as a whole follows its former original.
UPDATE documents
SET original_id = originals.original_id
FROM (
    WITH chosen AS (
        SELECT
            documents.document_id,
            CASE
                WHEN labelled.label IS NULL THEN documents.document_id
                ELSE first(documents.document_id) OVER (
                    PARTITION BY labelled.label ORDER BY documents.published_on NULLS LAST, documents.document_id
                )
            END AS original_id
        FROM documents
        LEFT JOIN (SELECT DISTINCT node, label FROM labels) AS labelled ON labelled.node = documents.document_number
        WHERE labelled.label IS NOT NULL OR documents.document_number IN (SELECT document_number FROM loose_texts)
    )
    FROM chosen
    UNION ALL
    SELECT members.document_id, chosen.original_id
    FROM documents AS members
    JOIN chosen ON chosen.document_id = members.original_id AND chosen.original_id <> chosen.document_id
    WHERE members.document_id NOT IN (SELECT document_id FROM chosen)
) AS originals
WHERE originals.document_id = documents.document_id AND originals.original_id IS DISTINCT FROM documents.original_id;

DROP TABLE near_texts;
DROP TABLE text_pairs;
DROP TABLE compared_texts;
DROP TABLE loose_texts;
