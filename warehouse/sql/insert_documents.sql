INSERT INTO documents BY NAME
SELECT staged.*, written.document_number, coalesce($load_id, written.load_id) AS load_id
FROM staged_documents AS staged
JOIN written_documents AS written USING (document_id);
