-- Sources of the batch under which another document stood, and the documents that are left without any source by that.
CREATE OR REPLACE TEMP TABLE superseded_sources AS
SELECT stored.document_id, stored.source, staged.document_id AS superseded_by
FROM document_sources AS stored
JOIN staged_sources AS staged USING (source)
WHERE stored.document_id <> staged.document_id
    AND (
        staged.document_id IN (SELECT document_id FROM staged_documents)
        OR staged.document_id IN (SELECT document_id FROM documents)
    );

CREATE OR REPLACE TEMP TABLE superseded_documents AS
SELECT gone.document_id, min(gone.superseded_by) AS superseded_by, documents.load_id
FROM superseded_sources AS gone
JOIN documents USING (document_id)
WHERE gone.document_id NOT IN (
        SELECT document_id FROM document_sources ANTI JOIN superseded_sources USING (document_id, source)
    )
    AND gone.document_id NOT IN (SELECT document_id FROM staged_sources)
GROUP BY gone.document_id, documents.load_id;

-- What people decided about the facts of a version is held against those of the next.
UPDATE reviews
SET document_id = gone.superseded_by, fact_id = NULL
FROM superseded_documents AS gone
WHERE gone.document_id = reviews.document_id;

DELETE FROM extracted_facts WHERE document_id IN (SELECT document_id FROM superseded_documents);
DELETE FROM document_sources
USING superseded_sources AS gone
WHERE gone.document_id = document_sources.document_id AND gone.source = document_sources.source;

-- A document that stands elsewhere too goes by one of its other sources.
UPDATE documents
SET source = named.source, doc_id = named.doc_id
FROM (
    SELECT document_id, min(source) AS source, arg_min(doc_id, source) AS doc_id
    FROM document_sources
    WHERE document_id IN (SELECT document_id FROM superseded_sources)
    GROUP BY document_id
) AS named
WHERE named.document_id = documents.document_id AND named.source <> documents.source;
