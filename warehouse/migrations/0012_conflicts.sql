-- Where documents disagree.

CREATE VIEW conflicts AS
WITH heads AS (
    SELECT
        'head' AS about,
        canonical_id,
        year,
        canonical_id || ' ' || year AS subject,
        unit_id AS value_key,
        documents,
        surest_id,
        document_ids
    FROM fused_headships
    WHERE role = 'head' AND year IS NOT NULL AND unit_id IS NOT NULL
),
meeting_facts AS MATERIALIZED (
    SELECT fused.meeting_key, fused.canonical_id, fused.dates_told, fused.provinces_told, meetings.*
    FROM (
        SELECT meeting_key, canonical_id, dates_told, provinces_told, unnest(fact_ids) AS fact_id
        FROM fused_meetings
        WHERE len(dates_told) > 1 OR len(provinces_told) > 1
    ) AS fused
    JOIN meetings ON meetings.fact_id = fused.fact_id
),
told AS (
    SELECT about, canonical_id, year, subject, value_key, documents, surest_id, document_ids FROM heads
    UNION ALL
    SELECT
        'meeting_date',
        canonical_id,
        year(min(starts_on)),
        meeting_key,
        starts_on::VARCHAR,
        count(DISTINCT document_id),
        first(fact_id ORDER BY confidence DESC, fact_id),
        list(DISTINCT document_id)
    FROM meeting_facts
    WHERE len(dates_told) > 1 AND starts_on IS NOT NULL
    GROUP BY canonical_id, meeting_key, starts_on
    UNION ALL
    SELECT
        'meeting_province',
        canonical_id,
        year(min(starts_on)),
        meeting_key,
        province_id,
        count(DISTINCT document_id),
        first(fact_id ORDER BY confidence DESC, fact_id),
        list(DISTINCT document_id)
    FROM meeting_facts
    WHERE len(provinces_told) > 1 AND province_id IS NOT NULL
    GROUP BY canonical_id, meeting_key, province_id
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY about, subject ORDER BY documents DESC, surest_id) AS place
    FROM told
    QUALIFY count(*) OVER (PARTITION BY about, subject) > 1
),
pairs AS MATERIALIZED (
    SELECT
        best.about,
        best.canonical_id,
        coalesce(best.year, other.year)::INTEGER AS year,
        best.value_key,
        best.documents,
        best.surest_id,
        other.value_key AS other_key,
        other.documents AS other_documents,
        other.surest_id AS other_id
    FROM ranked AS best
    JOIN ranked AS other ON other.about = best.about AND other.subject = best.subject AND other.place > 1
    -- What one document tells side by side is no contradiction: the office may have changed hands.
    WHERE best.place = 1 AND NOT list_has_any(best.document_ids, other.document_ids)
),
shown AS MATERIALIZED (
    SELECT surest_id AS fact_id FROM pairs UNION SELECT other_id FROM pairs
),
further_quotes AS (
    SELECT fact_id, string_agg(' … ' || quote, '' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN shown USING (fact_id)
    WHERE ordinal > 0
    GROUP BY fact_id
),
quotes AS (
    SELECT fact_id, quote || coalesce(further_quotes.evidence, '') AS evidence, document_id
    FROM (FROM evidence SEMI JOIN shown USING (fact_id) WHERE ordinal = 0)
    LEFT JOIN further_quotes USING (fact_id)
)
SELECT
    pairs.about,
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    pairs.year,
    coalesce(units.name, places.name, pairs.value_key) AS value,
    pairs.documents,
    quotes.evidence,
    documents.doc_id AS document,
    coalesce(other_units.name, other_places.name, pairs.other_key) AS other_value,
    pairs.other_documents,
    other_quotes.evidence AS other_evidence,
    other_document.doc_id AS other_document,
    pairs.canonical_id,
    pairs.surest_id AS fact_id,
    pairs.other_id AS other_fact_id
FROM pairs
LEFT JOIN canonical_clusters USING (canonical_id)
LEFT JOIN units ON units.unit_id = pairs.value_key
LEFT JOIN units AS other_units ON other_units.unit_id = pairs.other_key
LEFT JOIN places ON places.place_id = pairs.value_key
LEFT JOIN places AS other_places ON other_places.place_id = pairs.other_key
JOIN quotes ON quotes.fact_id = pairs.surest_id
JOIN quotes AS other_quotes ON other_quotes.fact_id = pairs.other_id
JOIN documents ON documents.document_id = quotes.document_id
JOIN documents AS other_document ON other_document.document_id = other_quotes.document_id
ORDER BY pairs.about, cluster, pairs.year, value, other_value;
COMMENT ON VIEW conflicts IS 'One row a statement that contradicts a better supported one of other documents: two heads of a cluster in one year, two days or two provinces for one meeting. Both sentences stand side by side. Example: SELECT about, cluster, year, value, evidence, other_value, other_evidence FROM conflicts.';
COMMENT ON COLUMN conflicts.about IS 'head, meeting_date or meeting_province: what documents disagree about.';
COMMENT ON COLUMN conflicts.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN conflicts.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN conflicts.year IS 'Year of office, or of the meeting.';
COMMENT ON COLUMN conflicts.value IS 'What most documents say.';
COMMENT ON COLUMN conflicts.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN conflicts.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN conflicts.document IS 'That document (documents.doc_id).';
COMMENT ON COLUMN conflicts.other_value IS 'What others say.';
COMMENT ON COLUMN conflicts.other_documents IS 'Number of documents that say that.';
COMMENT ON COLUMN conflicts.other_evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN conflicts.other_document IS 'That document (documents.doc_id).';
COMMENT ON COLUMN conflicts.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN conflicts.fact_id IS 'The fact behind value (headships.fact_id or meetings.fact_id).';
COMMENT ON COLUMN conflicts.other_fact_id IS 'The fact behind other_value.';
