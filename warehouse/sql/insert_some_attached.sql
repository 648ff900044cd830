-- Of the documents of the batch that are written; the others are there as they are.
INSERT INTO {table} BY NAME
SELECT staged.*
FROM staged_{table} AS staged
SEMI JOIN written_documents USING (document_id);
