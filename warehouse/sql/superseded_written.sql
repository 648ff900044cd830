INSERT INTO written_documents SELECT document_id, true, load_id FROM superseded_documents;
