CREATE OR REPLACE TEMP TABLE links AS
WITH groups AS (
    SELECT document_id, CASE WHEN loose.document_id IS NULL THEN coalesce(original_id, document_id) ELSE document_id END AS node
    FROM documents
    LEFT JOIN loose_texts AS loose USING (document_id)
)
SELECT unnest([ours.node, theirs.node]) AS node, least(ours.node, theirs.node) AS hub
FROM compared_texts AS compared
JOIN groups AS ours ON ours.document_id = compared.document_id
JOIN groups AS theirs ON theirs.document_id = compared.before_id
WHERE compared.alike;
