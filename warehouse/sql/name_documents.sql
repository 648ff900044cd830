-- A document goes by the first of its sources in alphabetical order, whichever was loaded first.
UPDATE documents
SET source = named.source, doc_id = named.doc_id
FROM (
    SELECT document_id, min(source) AS source, arg_min(doc_id, source) AS doc_id
    FROM document_sources
    WHERE document_id IN (SELECT document_id FROM staged_sources)
    GROUP BY document_id
) AS named
WHERE named.document_id = documents.document_id AND named.source <> documents.source;
