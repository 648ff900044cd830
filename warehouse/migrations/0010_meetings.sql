-- Meetings.

CREATE VIEW meeting_calendar AS
WITH further_quotes AS (
    SELECT fact_id, string_agg(' … ' || quote, '' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN meetings USING (fact_id)
    WHERE ordinal > 0
    GROUP BY fact_id
),
quotes AS (
    SELECT fact_id, quote || coalesce(further_quotes.evidence, '') AS evidence
    FROM (FROM evidence SEMI JOIN meetings USING (fact_id) WHERE ordinal = 0)
    LEFT JOIN further_quotes USING (fact_id)
)
SELECT
    meetings.starts_on,
    meetings.ends_on,
    clusters.name AS cluster,
    clusters.system,
    meetings.kind,
    meetings.ordinal,
    meetings.place,
    meetings.province,
    meetings.covers,
    quotes.evidence,
    documents.doc_id AS document,
    meetings.confidence,
    documents.original_id <> documents.document_id AS is_reprint,
    clusters.canonical_id,
    meetings.province_id,
    meetings.fact_id,
    meetings.document_id
FROM meetings
JOIN documents ON documents.document_id = meetings.document_id
LEFT JOIN clusters ON clusters.fact_id = meetings.cluster_id
LEFT JOIN quotes ON quotes.fact_id = meetings.fact_id
ORDER BY meetings.starts_on NULLS LAST, clusters.cluster_key, meetings.fact_id;
COMMENT ON VIEW meeting_calendar IS 'One row a meeting as a document states it, by date. Example: SELECT starts_on, cluster, place FROM meeting_calendar WHERE year(starts_on) = 2023 AND kind = ''year_review''.';
COMMENT ON COLUMN meeting_calendar.starts_on IS 'First day; null where unknown.';
COMMENT ON COLUMN meeting_calendar.ends_on IS 'Last day.';
COMMENT ON COLUMN meeting_calendar.cluster IS 'Name of the cluster as this document writes it; null for a meeting above the clusters.';
COMMENT ON COLUMN meeting_calendar.system IS 'The organisation whose cluster it is, as this document writes it.';
COMMENT ON COLUMN meeting_calendar.kind IS 'Kind of meeting, as in meetings.kind.';
COMMENT ON COLUMN meeting_calendar.ordinal IS 'Which in its series.';
COMMENT ON COLUMN meeting_calendar.place IS 'Locality or venue as written.';
COMMENT ON COLUMN meeting_calendar.province IS 'Bare name of the province, where the text says it.';
COMMENT ON COLUMN meeting_calendar.covers IS 'Period reviewed, as in meetings.covers.';
COMMENT ON COLUMN meeting_calendar.evidence IS 'The words that state it.';
COMMENT ON COLUMN meeting_calendar.document IS 'Short name of the document (documents.doc_id).';
COMMENT ON COLUMN meeting_calendar.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN meeting_calendar.is_reprint IS 'Whether the document is a reprint of another one in the archive.';
COMMENT ON COLUMN meeting_calendar.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN meeting_calendar.province_id IS 'The province as it was on that day (places.place_id).';
COMMENT ON COLUMN meeting_calendar.fact_id IS 'The fact (meetings.fact_id).';
COMMENT ON COLUMN meeting_calendar.document_id IS 'The document (documents.document_id).';

CREATE VIEW fused_meetings AS
WITH told AS MATERIALIZED (
    SELECT
        meetings.fact_id,
        meetings.document_id,
        meetings.kind,
        meetings.ordinal,
        meetings.starts_on,
        meetings.ends_on,
        meetings.place,
        meetings.province_id,
        meetings.covers,
        meetings.confidence,
        clusters.canonical_id
    FROM meetings
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) AS originals
        ON originals.document_id = meetings.document_id
    LEFT JOIN clusters ON clusters.fact_id = meetings.cluster_id
),
days AS (
    SELECT
        canonical_id,
        starts_on,
        coalesce(mode(kind ORDER BY kind) FILTER (kind <> 'other'), 'other') AS kind,
        mode(covers ORDER BY covers) AS covers
    FROM told
    WHERE canonical_id IS NOT NULL AND starts_on IS NOT NULL
    GROUP BY canonical_id, starts_on
),
-- One document that tells of two such meetings shows that there were two.
repeated AS (
    SELECT DISTINCT canonical_id, kind, covers
    FROM (
        SELECT told.document_id, days.canonical_id, days.kind, days.covers
        FROM told
        JOIN days USING (canonical_id, starts_on)
        WHERE days.covers IS NOT NULL
        GROUP BY told.document_id, days.canonical_id, days.kind, days.covers
        HAVING count(DISTINCT told.starts_on) > 1
    )
),
keyed AS (
    SELECT
        told.*,
        coalesce(days.covers, told.covers) AS period,
        CASE
            WHEN told.canonical_id IS NULL THEN told.fact_id
            WHEN coalesce(days.covers, told.covers) IS NOT NULL AND repeated.canonical_id IS NULL
                AND coalesce(days.kind, told.kind) IN ('year_review', 'interim_review', 'briefing')
                THEN told.canonical_id || ' ' || coalesce(days.kind, told.kind) || ' ' || coalesce(days.covers, told.covers)
            WHEN told.starts_on IS NOT NULL THEN told.canonical_id || ' ' || told.starts_on
            ELSE told.fact_id
        END AS meeting_key
    FROM told
    LEFT JOIN days ON days.canonical_id = told.canonical_id AND days.starts_on = told.starts_on
    LEFT JOIN repeated
        ON repeated.canonical_id = told.canonical_id
            AND repeated.kind = coalesce(days.kind, told.kind)
            AND repeated.covers = coalesce(days.covers, told.covers)
)
SELECT
    mode(keyed.starts_on ORDER BY keyed.starts_on) AS starts_on,
    mode(keyed.ends_on ORDER BY keyed.ends_on) AS ends_on,
    any_value(canonical_clusters.name) AS cluster,
    any_value(canonical_clusters.system) AS system,
    coalesce(mode(keyed.kind ORDER BY keyed.kind) FILTER (keyed.kind <> 'other'), 'other') AS kind,
    mode(keyed.ordinal ORDER BY keyed.ordinal) AS ordinal,
    first(keyed.place ORDER BY length(keyed.place) DESC NULLS LAST, keyed.place) AS place,
    mode(keyed.province_id ORDER BY keyed.province_id) AS province_id,
    any_value(keyed.period) AS covers,
    count(DISTINCT keyed.document_id) AS documents,
    list_sort(list(DISTINCT keyed.starts_on) FILTER (keyed.starts_on IS NOT NULL)) AS dates_told,
    list_sort(list(DISTINCT keyed.province_id) FILTER (keyed.province_id IS NOT NULL)) AS provinces_told,
    any_value(keyed.canonical_id) AS canonical_id,
    keyed.meeting_key,
    first(keyed.fact_id ORDER BY keyed.confidence DESC, keyed.fact_id) AS surest_id,
    list_sort(list(keyed.fact_id)) AS fact_ids
FROM keyed
LEFT JOIN canonical_clusters ON canonical_clusters.canonical_id = keyed.canonical_id
GROUP BY keyed.meeting_key
ORDER BY starts_on NULLS LAST, keyed.meeting_key;
COMMENT ON VIEW fused_meetings IS 'One row a meeting, however many documents tell of it: meetings of one cluster are the same where the day is, or where they are of the same kind and review the same period. Example: SELECT starts_on, cluster, documents FROM fused_meetings WHERE documents > 1.';
COMMENT ON COLUMN fused_meetings.starts_on IS 'First day, as most documents have it; null where unknown.';
COMMENT ON COLUMN fused_meetings.ends_on IS 'Last day.';
COMMENT ON COLUMN fused_meetings.cluster IS 'Name of the cluster in its commonest written form; null for a meeting above the clusters.';
COMMENT ON COLUMN fused_meetings.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN fused_meetings.kind IS 'Kind of meeting, as in meetings.kind, as most documents have it.';
COMMENT ON COLUMN fused_meetings.ordinal IS 'Which in its series.';
COMMENT ON COLUMN fused_meetings.place IS 'Locality or venue in the fullest wording.';
COMMENT ON COLUMN fused_meetings.province_id IS 'The province as it was on that day (places.place_id).';
COMMENT ON COLUMN fused_meetings.covers IS 'Period reviewed, as in meetings.covers.';
COMMENT ON COLUMN fused_meetings.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN fused_meetings.dates_told IS 'All first days that documents give: several are a disagreement.';
COMMENT ON COLUMN fused_meetings.provinces_told IS 'All provinces that documents give.';
COMMENT ON COLUMN fused_meetings.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN fused_meetings.meeting_key IS 'What makes it this meeting and no other: the same after a reload.';
COMMENT ON COLUMN fused_meetings.surest_id IS 'The surest of the facts (meetings.fact_id).';
COMMENT ON COLUMN fused_meetings.fact_ids IS 'The facts behind the row (meetings.fact_id).';

CREATE VIEW meetings_by_date AS
WITH fused AS MATERIALIZED (
    SELECT * FROM fused_meetings
),
further_quotes AS (
    SELECT fact_id, string_agg(' … ' || quote, '' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN fused ON fused.surest_id = evidence.fact_id
    WHERE ordinal > 0
    GROUP BY fact_id
),
quotes AS (
    SELECT fact_id, quote || coalesce(further_quotes.evidence, '') AS evidence
    FROM (FROM evidence SEMI JOIN fused ON fused.surest_id = evidence.fact_id WHERE ordinal = 0)
    LEFT JOIN further_quotes USING (fact_id)
)
SELECT
    fused.starts_on,
    fused.ends_on,
    fused.cluster,
    fused.system,
    fused.kind,
    fused.ordinal,
    fused.place,
    provinces_today.province,
    provinces_today.today,
    fused.covers,
    fused.documents,
    quotes.evidence,
    fused.canonical_id,
    fused.meeting_key,
    fused.fact_ids
FROM fused
LEFT JOIN quotes ON quotes.fact_id = fused.surest_id
LEFT JOIN provinces_today ON provinces_today.place_id = fused.province_id
ORDER BY fused.starts_on NULLS LAST, fused.meeting_key;
COMMENT ON VIEW meetings_by_date IS 'One row a meeting, however many documents tell of it, by date, with the words of the surest. Example: SELECT starts_on, cluster, place, evidence FROM meetings_by_date WHERE today = ''Lâm Đồng''.';
COMMENT ON COLUMN meetings_by_date.starts_on IS 'First day, as most documents have it; null where unknown.';
COMMENT ON COLUMN meetings_by_date.ends_on IS 'Last day.';
COMMENT ON COLUMN meetings_by_date.cluster IS 'Name of the cluster in its commonest written form; null for a meeting above the clusters.';
COMMENT ON COLUMN meetings_by_date.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN meetings_by_date.kind IS 'Kind of meeting, as in meetings.kind, as most documents have it.';
COMMENT ON COLUMN meetings_by_date.ordinal IS 'Which in its series.';
COMMENT ON COLUMN meetings_by_date.place IS 'Locality or venue in the fullest wording.';
COMMENT ON COLUMN meetings_by_date.province IS 'Name of the province on that day.';
COMMENT ON COLUMN meetings_by_date.today IS 'The province of today that has its land.';
COMMENT ON COLUMN meetings_by_date.covers IS 'Period reviewed, as in meetings.covers.';
COMMENT ON COLUMN meetings_by_date.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN meetings_by_date.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN meetings_by_date.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN meetings_by_date.meeting_key IS 'What makes it this meeting and no other: the same after a reload.';
COMMENT ON COLUMN meetings_by_date.fact_ids IS 'The facts behind the row (meetings.fact_id).';
