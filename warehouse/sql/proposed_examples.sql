-- Some changes of each kind, of as many documents as there are; which ones is chance, and the same at every look.
SELECT
    changes.document_id, documents.doc_id, documents.source, changes.family, changes.change, changes.slots,
    changes.fact_id, changes.before, changes.after
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY family, change, document_id ORDER BY md5(concat_ws(' ', document_id, before, after))
        ) AS turn
    FROM proposed_changes
) AS changes
JOIN documents USING (document_id)
QUALIFY row_number() OVER (
    PARTITION BY changes.family, changes.change ORDER BY turn, md5(changes.document_id || coalesce(before, after))
) <= $most
ORDER BY changes.family, changes.change, changes.turn, documents.source, changes.fact_id, changes.after;
