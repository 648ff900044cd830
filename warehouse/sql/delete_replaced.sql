DELETE FROM {table}
WHERE document_id IN (SELECT document_id FROM written_documents WHERE replaces);
