INSERT INTO documents BY NAME
SELECT staged.*, $load_id AS load_id
FROM staged_documents AS staged
SEMI JOIN written_documents USING (document_id);
