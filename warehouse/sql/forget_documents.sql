-- As written_documents, for a document that goes and nothing comes in its place.
CREATE OR REPLACE TEMP TABLE written_documents AS
SELECT document_id, true AS replaces, load_id
FROM documents
WHERE document_id = $document_id;
