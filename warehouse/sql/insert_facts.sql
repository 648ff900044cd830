-- Of the documents of the batch that are written; the others are there as they are.
INSERT INTO {table} BY NAME
SELECT staged.*, written.document_number
FROM staged_{table} AS staged
JOIN written_documents AS written USING (document_id);
