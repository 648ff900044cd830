-- People of whom a document of the batch tells that goes, or is written again: noted while its facts are there.
INSERT INTO touched_people SELECT DISTINCT person_id FROM person_mentions SEMI JOIN written_documents USING (document_id);
