-- Documents with the facts of another extractor, for which nothing is proposed yet; those are tried again for which an
-- extraction failed.
SELECT document_id, characters
FROM (
    SELECT documents.document_id, length(documents.text) AS characters
    FROM documents
    ANTI JOIN (SELECT document_id FROM proposed_facts WHERE facts IS NOT NULL) USING (document_id)
    WHERE documents.extractor_version <> $extractor_version AND documents.document_id > $after
    ORDER BY documents.document_id
    LIMIT $most
)
ORDER BY document_id;
