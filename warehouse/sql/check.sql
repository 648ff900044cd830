-- What must hold in every warehouse; each row is one breach. Keys need no check where the engine enforces them, but a
-- warehouse without constraints has the same duty.
WITH keyed AS (
    SELECT 'documents' AS table_name, document_id AS key FROM documents
    UNION ALL SELECT 'document_sources', document_id || ' ' || source FROM document_sources
    UNION ALL SELECT family, fact_id FROM facts
    UNION ALL SELECT 'evidence', fact_id || ' ' || ordinal FROM evidence
    UNION ALL SELECT 'rejects', source FROM rejects
    UNION ALL SELECT 'loads', load_id FROM loads
)
SELECT table_name, key, 'the key is not unique' AS problem
FROM keyed
GROUP BY table_name, key
HAVING count(*) > 1
UNION ALL
SELECT 'documents', document_id, 'the key does not begin the SHA-256 of the bytes'
FROM documents
WHERE document_id <> substr(sha256, 1, 16)
UNION ALL
SELECT 'documents', document_id, 'the text is not the one that was hashed'
FROM documents
WHERE sha256(text) <> text_sha256
UNION ALL
SELECT 'documents', document_id, 'a segment lies outside the text'
FROM documents
WHERE len(list_filter(segments, lambda part: part.end_offset > length(text) OR part.start_offset > part.end_offset)) > 0
UNION ALL
SELECT 'documents', document_id, 'a page or placement lies outside the text'
FROM documents
WHERE len(list_filter(pages, lambda part: part.end_offset > length(text) OR part.start_offset > part.end_offset)) > 0
    OR len(list_filter(placements, lambda part: part.end_offset > length(text) OR part.start_offset > part.end_offset)) > 0
UNION ALL
SELECT 'documents', document_id, 'it has no source'
FROM documents
ANTI JOIN document_sources USING (document_id, source)
UNION ALL
SELECT 'documents', document_id, 'its load is not recorded'
FROM documents
ANTI JOIN loads USING (load_id)
UNION ALL
SELECT 'document_sources', document_id || ' ' || source, 'its document is missing'
FROM document_sources
ANTI JOIN documents USING (document_id)
UNION ALL
SELECT facts.family, facts.fact_id, 'its document is missing'
FROM facts
ANTI JOIN documents USING (document_id)
UNION ALL
SELECT facts.family, facts.fact_id, 'it is from another extractor than its document''s'
FROM facts
JOIN documents USING (document_id)
WHERE facts.extractor_version <> documents.extractor_version
UNION ALL
SELECT facts.family, facts.fact_id, 'the key does not begin with the family'
FROM facts
WHERE NOT starts_with(facts.fact_id, facts.family || '_')
UNION ALL
SELECT facts.family, facts.fact_id, 'its cluster is missing, or of another document'
FROM facts
LEFT JOIN clusters ON clusters.fact_id = facts.cluster_id
WHERE facts.cluster_id IS NOT NULL AND clusters.document_id IS DISTINCT FROM facts.document_id
UNION ALL
SELECT facts.family, facts.fact_id, 'it has no evidence'
FROM facts
ANTI JOIN evidence USING (fact_id)
UNION ALL
SELECT 'evidence', evidence.fact_id || ' ' || evidence.ordinal, 'its fact is missing, or of another document'
FROM evidence
ANTI JOIN facts USING (fact_id, document_id)
UNION ALL
SELECT 'evidence', evidence.fact_id || ' ' || evidence.ordinal, 'it does not read back from the document''s text'
FROM evidence
JOIN documents USING (document_id)
WHERE quote IS DISTINCT FROM substr(text, start_offset + 1, end_offset - start_offset)
ORDER BY ALL;
