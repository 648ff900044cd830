-- What was extracted again, of documents that still are what it was extracted from.
INSERT INTO {table} BY NAME
SELECT staged.*
FROM staged_{table} AS staged
SEMI JOIN still_outdated USING (document_id);
