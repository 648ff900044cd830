-- Heads and deputies. Quotes are gathered for the facts shown only: to join those of the whole warehouse takes ten times
-- as long.

CREATE VIEW next_heads AS
WITH further_quotes AS (
    SELECT fact_id, string_agg(' … ' || quote, '' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN (SELECT fact_id FROM headships WHERE status = 'elected') USING (fact_id)
    WHERE ordinal > 0
    GROUP BY fact_id
),
quotes AS (
    SELECT fact_id, quote || coalesce(further_quotes.evidence, '') AS evidence
    FROM (FROM evidence SEMI JOIN (SELECT fact_id FROM headships WHERE status = 'elected') USING (fact_id) WHERE ordinal = 0)
    LEFT JOIN further_quotes USING (fact_id)
)
SELECT
    clusters.name AS cluster,
    clusters.system,
    headships.year,
    headships.role,
    headships.unit,
    headships.person,
    quotes.evidence,
    documents.doc_id AS document,
    documents.published_on,
    headships.confidence,
    documents.original_id <> documents.document_id AS is_reprint,
    clusters.canonical_id,
    headships.unit_id,
    headships.person_id,
    headships.fact_id,
    headships.document_id
FROM headships
JOIN clusters ON clusters.fact_id = headships.cluster_id
JOIN documents ON documents.document_id = headships.document_id
LEFT JOIN quotes ON quotes.fact_id = headships.fact_id
WHERE headships.status = 'elected'
ORDER BY headships.year DESC NULLS LAST, clusters.cluster_key, headships.role DESC, headships.fact_id;
COMMENT ON VIEW next_heads IS 'One row an elected headship as a document states it: the head or deputy chosen for a coming year, with the sentence that says so. Example: SELECT cluster, unit, evidence FROM next_heads WHERE year = 2024 AND role = ''head''.';
COMMENT ON COLUMN next_heads.cluster IS 'Name of the cluster as this document writes it.';
COMMENT ON COLUMN next_heads.system IS 'The organisation whose cluster it is, as this document writes it.';
COMMENT ON COLUMN next_heads.year IS 'Year of office.';
COMMENT ON COLUMN next_heads.role IS 'head or deputy.';
COMMENT ON COLUMN next_heads.unit IS 'The unit elected, as this document writes it.';
COMMENT ON COLUMN next_heads.person IS 'The person, where said.';
COMMENT ON COLUMN next_heads.evidence IS 'The words that state it.';
COMMENT ON COLUMN next_heads.document IS 'Short name of the document (documents.doc_id).';
COMMENT ON COLUMN next_heads.published_on IS 'Date of the document.';
COMMENT ON COLUMN next_heads.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN next_heads.is_reprint IS 'Whether the document is a reprint of another one in the archive.';
COMMENT ON COLUMN next_heads.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN next_heads.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN next_heads.person_id IS 'The person (people.person_id).';
COMMENT ON COLUMN next_heads.fact_id IS 'The fact (headships.fact_id).';
COMMENT ON COLUMN next_heads.document_id IS 'The document (documents.document_id).';

CREATE VIEW fused_headships AS
WITH told AS (
    SELECT
        clusters.canonical_id,
        headships.year,
        headships.role,
        headships.unit_id,
        headships.person_id,
        headships.status,
        headships.document_id,
        headships.fact_id,
        headships.confidence
    FROM headships
    JOIN clusters ON clusters.fact_id = headships.cluster_id
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) AS originals
        ON originals.document_id = headships.document_id
)
SELECT
    canonical_id,
    year,
    role,
    unit_id,
    CASE WHEN unit_id IS NULL THEN person_id END AS lone_person_id,
    list_sort(list(DISTINCT person_id) FILTER (person_id IS NOT NULL)) AS person_ids,
    list_sort(list(DISTINCT status)) AS statuses,
    count(DISTINCT document_id) AS documents,
    first(fact_id ORDER BY confidence DESC, fact_id) AS surest_id,
    list_sort(list(fact_id)) AS fact_ids,
    list_sort(list(DISTINCT document_id)) AS document_ids
FROM told
GROUP BY canonical_id, year, role, unit_id, CASE WHEN unit_id IS NULL THEN person_id END
ORDER BY canonical_id, year, role, surest_id;
COMMENT ON VIEW fused_headships IS 'One row a holder of the office of head or deputy of a cluster in a year, however many documents and in whatever status they tell it. Example: SELECT year, role, documents FROM fused_headships JOIN units USING (unit_id) WHERE name = ''Hội CCB tỉnh Nghệ An''.';
COMMENT ON COLUMN fused_headships.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN fused_headships.year IS 'Year of office; null where no document tells it.';
COMMENT ON COLUMN fused_headships.role IS 'head or deputy.';
COMMENT ON COLUMN fused_headships.unit_id IS 'The unit (units.unit_id); null where only a person is named.';
COMMENT ON COLUMN fused_headships.lone_person_id IS 'The person (people.person_id), where no unit is named.';
COMMENT ON COLUMN fused_headships.person_ids IS 'Everybody named as holding the office or as representing the unit (people.person_id).';
COMMENT ON COLUMN fused_headships.statuses IS 'incumbent, elected or both.';
COMMENT ON COLUMN fused_headships.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN fused_headships.surest_id IS 'The surest of the facts (headships.fact_id).';
COMMENT ON COLUMN fused_headships.fact_ids IS 'The facts behind the row (headships.fact_id).';
COMMENT ON COLUMN fused_headships.document_ids IS 'The documents that say so (documents.document_id).';

CREATE VIEW heads_by_year AS
WITH grouped AS MATERIALIZED (
    SELECT
        clusters.canonical_id,
        headships.year,
        headships.role,
        headships.status,
        headships.unit_id,
        string_agg(DISTINCT people.name, '; ' ORDER BY people.name) AS person,
        count(DISTINCT headships.document_id) AS documents,
        first(headships.fact_id ORDER BY headships.confidence DESC, headships.fact_id) AS surest_id,
        list_sort(list(headships.fact_id)) AS fact_ids
    FROM headships
    JOIN clusters ON clusters.fact_id = headships.cluster_id
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) AS originals
        ON originals.document_id = headships.document_id
    LEFT JOIN people ON people.person_id = headships.person_id
    GROUP BY
        clusters.canonical_id,
        headships.year,
        headships.role,
        headships.status,
        headships.unit_id,
        CASE WHEN headships.unit_id IS NULL THEN headships.person_id END
),
further_quotes AS (
    SELECT fact_id, string_agg(' … ' || quote, '' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN grouped ON grouped.surest_id = evidence.fact_id
    WHERE ordinal > 0
    GROUP BY fact_id
),
quotes AS (
    SELECT fact_id, quote || coalesce(further_quotes.evidence, '') AS evidence
    FROM (FROM evidence SEMI JOIN grouped ON grouped.surest_id = evidence.fact_id WHERE ordinal = 0)
    LEFT JOIN further_quotes USING (fact_id)
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    grouped.year,
    grouped.role,
    units.name AS unit,
    grouped.person,
    grouped.status,
    grouped.documents,
    quotes.evidence,
    grouped.canonical_id,
    grouped.unit_id,
    grouped.fact_ids
FROM grouped
LEFT JOIN quotes ON quotes.fact_id = grouped.surest_id
JOIN canonical_clusters USING (canonical_id)
LEFT JOIN units USING (unit_id)
ORDER BY
    canonical_clusters.canonical_key,
    grouped.year NULLS LAST,
    grouped.role DESC,
    grouped.status DESC,
    unit,
    grouped.person;
COMMENT ON VIEW heads_by_year IS 'One row a holder of the office of head or deputy of a cluster in a year, with the status in which documents name it: several rows where there are several deputies, where documents disagree, and where the holder is named both as elected and as incumbent. Example: SELECT year, unit, person FROM heads_by_year WHERE cluster = ''Cụm thi đua số 4'' AND role = ''head''.';
COMMENT ON COLUMN heads_by_year.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN heads_by_year.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN heads_by_year.year IS 'Year of office; null where no document tells it.';
COMMENT ON COLUMN heads_by_year.role IS 'head or deputy.';
COMMENT ON COLUMN heads_by_year.unit IS 'The unit in its commonest written form; null where only a person is named.';
COMMENT ON COLUMN heads_by_year.person IS 'The persons named, joined with a semicolon.';
COMMENT ON COLUMN heads_by_year.status IS 'incumbent or elected.';
COMMENT ON COLUMN heads_by_year.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN heads_by_year.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN heads_by_year.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN heads_by_year.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN heads_by_year.fact_ids IS 'The facts behind the row (headships.fact_id).';

CREATE VIEW head_calendar AS
WITH told AS (
    SELECT canonical_id, year FROM fused_headships WHERE year IS NOT NULL
    UNION ALL
    SELECT clusters.canonical_id, year(meetings.starts_on)
    FROM meetings
    JOIN clusters ON clusters.fact_id = meetings.cluster_id
    WHERE meetings.starts_on IS NOT NULL
),
spans AS (
    SELECT canonical_id, min(year) AS first_year, max(year) AS last_year
    FROM told
    WHERE year BETWEEN 1945 AND 2100
    GROUP BY canonical_id
),
years AS (
    SELECT canonical_id, unnest(range(first_year, last_year + 1))::INTEGER AS year FROM spans
),
holders AS (
    SELECT
        fused.canonical_id,
        fused.year,
        string_agg(coalesce(units.name, people.name), '; ' ORDER BY fused.documents DESC, coalesce(units.name, people.name))
            FILTER (fused.role = 'head') AS head,
        string_agg(coalesce(units.name, people.name), '; ' ORDER BY coalesce(units.name, people.name))
            FILTER (fused.role = 'deputy') AS deputies,
        count(*) FILTER (fused.role = 'head') AS heads
    FROM fused_headships AS fused
    LEFT JOIN units ON units.unit_id = fused.unit_id
    LEFT JOIN people ON people.person_id = fused.lone_person_id
    GROUP BY fused.canonical_id, fused.year
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    years.year,
    holders.head,
    holders.deputies,
    coalesce(holders.heads, 0) AS heads,
    holders.head IS NULL AS is_gap,
    years.canonical_id
FROM years
JOIN canonical_clusters USING (canonical_id)
LEFT JOIN holders ON holders.canonical_id = years.canonical_id AND holders.year = years.year
ORDER BY canonical_clusters.canonical_key, years.year;
COMMENT ON VIEW head_calendar IS 'One row a cluster and year, from the first to the last year in which the archive tells of it: who is head and who deputy, with gaps where no document says. Example: SELECT year, head, deputies FROM head_calendar WHERE cluster = ''Cụm thi đua số 7'' AND is_gap.';
COMMENT ON COLUMN head_calendar.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN head_calendar.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN head_calendar.year IS 'Calendar year.';
COMMENT ON COLUMN head_calendar.head IS 'The head: a unit, or a person where no unit is named; several, the best told first, joined with a semicolon where documents name several.';
COMMENT ON COLUMN head_calendar.deputies IS 'The deputies, joined with a semicolon.';
COMMENT ON COLUMN head_calendar.heads IS 'Number of heads named: above 1 documents disagree or the office changed hands (see conflicts).';
COMMENT ON COLUMN head_calendar.is_gap IS 'Whether no document tells the head.';
COMMENT ON COLUMN head_calendar.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';

CREATE VIEW head_rotation AS
WITH heads AS (
    SELECT canonical_id, year, unit_id, documents
    FROM fused_headships
    WHERE role = 'head' AND year IS NOT NULL AND unit_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY canonical_id, year ORDER BY documents DESC, unit_id) = 1
),
ordered AS (
    SELECT
        canonical_id,
        year,
        unit_id,
        documents,
        lag(unit_id) OVER (PARTITION BY canonical_id ORDER BY year) AS previous_id,
        lag(year) OVER (PARTITION BY canonical_id ORDER BY year) AS previous_year,
        row_number() OVER (PARTITION BY canonical_id, unit_id ORDER BY year) AS turn,
        year - lag(year) OVER (PARTITION BY canonical_id, unit_id ORDER BY year) AS years_since
    FROM heads
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    ordered.year,
    units.name AS unit,
    previous.name AS previous_unit,
    ordered.previous_year,
    ordered.turn,
    ordered.years_since,
    deputy.unit_id IS NOT NULL AS was_deputy,
    ordered.documents,
    ordered.canonical_id,
    ordered.unit_id
FROM ordered
JOIN canonical_clusters USING (canonical_id)
JOIN units ON units.unit_id = ordered.unit_id
LEFT JOIN units AS previous ON previous.unit_id = ordered.previous_id
LEFT JOIN fused_headships AS deputy
    ON deputy.canonical_id = ordered.canonical_id
        AND deputy.unit_id = ordered.unit_id
        AND deputy.year = ordered.year - 1
        AND deputy.role = 'deputy'
ORDER BY canonical_clusters.canonical_key, ordered.year;
COMMENT ON VIEW head_rotation IS 'One row a year in which a unit is head of a cluster, in order: who was head before, and how often the unit has been. Example: SELECT year, unit, previous_unit, turn FROM head_rotation WHERE turn > 1.';
COMMENT ON COLUMN head_rotation.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN head_rotation.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN head_rotation.year IS 'Year of office.';
COMMENT ON COLUMN head_rotation.unit IS 'The head; where documents name several, the one that most of them name.';
COMMENT ON COLUMN head_rotation.previous_unit IS 'The head before, as far as the archive tells.';
COMMENT ON COLUMN head_rotation.previous_year IS 'The year of the head before; more than one year back there is a gap.';
COMMENT ON COLUMN head_rotation.turn IS 'The how manieth time the unit is head, as far as the archive tells.';
COMMENT ON COLUMN head_rotation.years_since IS 'Years since its last time.';
COMMENT ON COLUMN head_rotation.was_deputy IS 'Whether it was deputy in the year before.';
COMMENT ON COLUMN head_rotation.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN head_rotation.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN head_rotation.unit_id IS 'The unit (units.unit_id).';
