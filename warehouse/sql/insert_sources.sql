INSERT INTO document_sources BY NAME
SELECT staged.*, $load_id AS load_id
FROM staged_sources AS staged
SEMI JOIN documents USING (document_id)
ANTI JOIN document_sources AS stored
    ON stored.document_id = staged.document_id AND stored.source = staged.source;
