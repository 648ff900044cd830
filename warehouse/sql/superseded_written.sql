INSERT INTO written_documents BY NAME SELECT document_id, true AS replaces, load_id FROM superseded_documents;
