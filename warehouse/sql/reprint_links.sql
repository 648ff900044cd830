-- Texts that are looked at one by one, and for the others their originals, with which they stay: joined where two are reprints.
CREATE OR REPLACE TEMP TABLE links AS
WITH alike AS (
    SELECT document_number, before_number FROM compared_texts WHERE alike
),
groups AS (
    SELECT
        ours.document_number,
        CASE
            WHEN loose.document_number IS NULL THEN coalesce(originals.document_number, ours.document_number)
            ELSE ours.document_number
        END AS node
    FROM documents AS ours
    SEMI JOIN (SELECT unnest([document_number, before_number]) AS document_number FROM alike) USING (document_number)
    LEFT JOIN loose_texts AS loose ON loose.document_number = ours.document_number
    LEFT JOIN documents AS originals ON originals.document_id = ours.original_id
)
SELECT unnest([ours.node, theirs.node]) AS node, least(ours.node, theirs.node) AS hub
FROM alike
JOIN groups AS ours ON ours.document_number = alike.document_number
JOIN groups AS theirs ON theirs.document_number = alike.before_number;
