INSERT INTO {table} BY NAME
SELECT staged.*
FROM staged_{table} AS staged
SEMI JOIN written_documents USING (document_id);
