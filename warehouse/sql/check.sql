-- What must hold in every warehouse; each row is one breach. The engine enforces only some of the keys, and none of a lake.
WITH keyed AS (
    SELECT 'documents' AS table_name, document_id AS key FROM documents
    UNION ALL SELECT 'document_sources', document_id || ' ' || source FROM document_sources
    UNION ALL SELECT family, fact_id FROM facts
    UNION ALL SELECT 'evidence', fact_id || ' ' || ordinal FROM evidence
    UNION ALL SELECT 'document_versions', document_id || ' ' || superseded_at FROM document_versions
    UNION ALL SELECT 'watched_addresses', address FROM watched_addresses
    UNION ALL SELECT 'rejects', source FROM rejects
    UNION ALL SELECT 'loads', load_id FROM loads
    UNION ALL SELECT 'places', place_id FROM places
    UNION ALL SELECT 'units', unit_id FROM units
    UNION ALL SELECT 'canonical_clusters', canonical_id FROM canonical_clusters
    UNION ALL SELECT 'people', person_id FROM people
    UNION ALL SELECT 'aliases', alias_id FROM aliases
    UNION ALL SELECT 'listed_candidates', fact_id || ' ' || slot || ' ' || candidate_id FROM listed_candidates
    UNION ALL SELECT 'person_anchors', document_id || ' ' || person_key || ' ' || anchor FROM person_anchors
    UNION ALL SELECT 'completed_names', document_id || ' ' || unit_id || ' ' || written FROM completed_names
    UNION ALL SELECT 'offices', fact_id || ' ' || ordinal FROM offices
    UNION ALL SELECT 'sketches', document_id FROM sketches
    UNION ALL SELECT 'search_documents', document_id FROM search_documents
    UNION ALL SELECT 'reviews', review_id FROM reviews
    UNION ALL SELECT 'extracted_facts', document_id FROM extracted_facts
    UNION ALL SELECT 'search_terms', document_id || ' ' || term FROM search_terms
    UNION ALL SELECT 'proposed_facts', document_id FROM proposed_facts
    UNION ALL SELECT 'proposed_counts', document_id || ' ' || family FROM proposed_counts
),
canonical AS (
    SELECT unit_id AS id FROM units
    UNION ALL SELECT canonical_id FROM canonical_clusters
    UNION ALL SELECT person_id FROM people
),
attached AS (
    SELECT 'person_anchors' AS table_name, document_id FROM person_anchors
    UNION ALL SELECT 'listed_candidates', document_id FROM listed_candidates
    UNION ALL SELECT 'completed_names', document_id FROM completed_names
    UNION ALL SELECT 'offices', document_id FROM offices
    UNION ALL SELECT 'sketches', document_id FROM sketches
    UNION ALL SELECT 'search_documents', document_id FROM search_documents
    UNION ALL SELECT 'reviews', document_id FROM reviews
    UNION ALL SELECT 'extracted_facts', document_id FROM extracted_facts
    UNION ALL SELECT 'search_terms', document_id FROM search_terms
    UNION ALL SELECT 'proposed_facts', document_id FROM proposed_facts
),
numbered AS (
    SELECT 'evidence' AS table_name, fact_id, document_id, document_number FROM evidence
    UNION ALL SELECT 'clusters', fact_id, document_id, document_number FROM clusters
    UNION ALL SELECT 'members', fact_id, document_id, document_number FROM members
    UNION ALL SELECT 'meetings', fact_id, document_id, document_number FROM meetings
    UNION ALL SELECT 'leaders', fact_id, document_id, document_number FROM leaders
    UNION ALL SELECT 'headships', fact_id, document_id, document_number FROM headships
    UNION ALL SELECT 'awards', fact_id, document_id, document_number FROM awards
    UNION ALL SELECT 'pledges', fact_id, document_id, document_number FROM pledges
    UNION ALL SELECT 'campaigns', fact_id, document_id, document_number FROM campaigns
    UNION ALL SELECT 'citations', fact_id, document_id, document_number FROM citations
),
named AS (
    SELECT role AS table_name, fact_id, unit_id AS id FROM unit_mentions
    UNION ALL SELECT role, fact_id, person_id FROM person_mentions
    UNION ALL SELECT 'clusters', fact_id, canonical_id FROM clusters
    UNION ALL SELECT 'listed_candidates', fact_id, candidate_id FROM listed_candidates
    UNION ALL SELECT 'aliases', alias_id, public_id FROM aliases
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
SELECT 'documents', string_agg(document_id, ' ' ORDER BY document_id), 'they have the same number, or none'
FROM documents
GROUP BY document_number
HAVING count(*) > 1 OR document_number IS NULL
UNION ALL
SELECT numbered.table_name, numbered.fact_id, 'it has another number than its document'
FROM numbered
JOIN documents USING (document_id)
WHERE numbered.document_number <> documents.document_number
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
UNION ALL
SELECT named.table_name, named.fact_id, 'what it stands for is missing'
FROM named
ANTI JOIN canonical USING (id)
UNION ALL
SELECT DISTINCT attached.table_name, attached.document_id, 'its document is missing'
FROM attached
ANTI JOIN documents USING (document_id)
UNION ALL
SELECT 'search_documents', search_documents.document_id, 'its words are not all in search_terms'
FROM search_documents
LEFT JOIN (SELECT document_id, sum(len(offsets)) AS words FROM search_terms GROUP BY document_id) AS counted
    USING (document_id)
WHERE search_documents.words <> coalesce(counted.words, 0)
UNION ALL
SELECT 'documents', documents.document_id, 'it cannot be searched'
FROM documents
ANTI JOIN search_documents USING (document_id)
UNION ALL
SELECT 'reviews', reviews.review_id, 'what the extractor gave is not kept'
FROM reviews
ANTI JOIN extracted_facts USING (document_id)
UNION ALL
SELECT 'reviews', review_id, 'its fact is missing'
FROM reviews
WHERE held IS NOT NULL AND fact_id IS NOT NULL AND fact_id NOT IN (SELECT fact_id FROM facts)
UNION ALL
SELECT 'proposed_facts', document_id, 'the document has the facts of another extractor by now'
FROM proposed_facts
JOIN documents USING (document_id)
WHERE documents.extractor_version <> proposed_facts.former_version
UNION ALL
SELECT DISTINCT 'proposed_changes', document_id, 'nothing is proposed for the document'
FROM (SELECT document_id FROM proposed_changes UNION ALL SELECT document_id FROM proposed_counts)
ANTI JOIN proposed_facts USING (document_id)
UNION ALL
SELECT 'forgotten', sha256, 'its document is there'
FROM forgotten
SEMI JOIN documents USING (sha256)
UNION ALL
SELECT 'units', unit_id, 'nothing names it'
FROM units
WHERE unit_id NOT IN (SELECT unit_id FROM unit_mentions UNION SELECT candidate_id FROM listed_candidates)
UNION ALL
SELECT 'people', person_id, 'nothing names it'
FROM people
ANTI JOIN person_mentions USING (person_id)
UNION ALL
SELECT 'people', person_id, 'it is not the key of canonical_key'
FROM people
WHERE person_id IS DISTINCT FROM 'person_' || substr(sha256(canonical_key), 1, 16)
UNION ALL
SELECT 'people', person_id, 'the unit by which it is known is missing'
FROM people
WHERE unit_id IS NOT NULL AND unit_id NOT IN (SELECT unit_id FROM units)
UNION ALL
SELECT 'canonical_clusters', canonical_id, 'nothing names it'
FROM canonical_clusters
ANTI JOIN clusters USING (canonical_id)
UNION ALL
SELECT 'documents', copies.document_id, 'its original is missing, or a reprint itself'
FROM documents AS copies
LEFT JOIN documents AS originals ON originals.document_id = copies.original_id
WHERE originals.original_id IS DISTINCT FROM copies.original_id
ORDER BY ALL;
