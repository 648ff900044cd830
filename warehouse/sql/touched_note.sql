-- What the documents of the batch name: noted before the old facts go and after the new ones have come.
INSERT INTO touched_units
SELECT DISTINCT unit_id FROM unit_mentions SEMI JOIN written_documents USING (document_id)
UNION
SELECT candidate_id FROM listed_candidates SEMI JOIN written_documents USING (document_id) WHERE slot = 'unit';
INSERT INTO touched_clusters
SELECT DISTINCT candidate_key, canonical_id, block_of(candidate_key) FROM clusters SEMI JOIN written_documents USING (document_id);
INSERT INTO touched_bands SELECT DISTINCT unnest(bands) FROM sketches SEMI JOIN written_documents USING (document_id);
INSERT INTO touched_originals SELECT DISTINCT original_id FROM documents SEMI JOIN written_documents USING (document_id);
