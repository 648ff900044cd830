-- Members of clusters over time.

CREATE VIEW membership_years AS
WITH meeting_years AS (
    SELECT cluster_id, min(year(starts_on))::INTEGER AS year
    FROM meetings
    WHERE cluster_id IS NOT NULL AND starts_on IS NOT NULL
    GROUP BY cluster_id
),
told AS (
    SELECT
        clusters.canonical_id,
        coalesce(meeting_years.year, year(documents.published_on))::INTEGER AS year,
        members.unit_id,
        members.place,
        members.document_id,
        members.fact_id
    FROM members
    JOIN clusters ON clusters.fact_id = members.cluster_id
    JOIN (SELECT document_id, published_on FROM documents WHERE original_id = document_id) AS documents
        ON documents.document_id = members.document_id
    LEFT JOIN meeting_years ON meeting_years.cluster_id = members.cluster_id
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    grouped.year,
    units.name AS unit,
    grouped.place,
    grouped.documents,
    grouped.canonical_id,
    grouped.unit_id,
    grouped.fact_ids
FROM (
    SELECT
        canonical_id,
        year,
        unit_id,
        max(place) AS place,
        count(DISTINCT document_id) AS documents,
        list_sort(list(fact_id)) AS fact_ids
    FROM told
    GROUP BY canonical_id, year, unit_id
) AS grouped
JOIN canonical_clusters USING (canonical_id)
JOIN units USING (unit_id)
ORDER BY canonical_clusters.canonical_key, grouped.year, unit, grouped.unit_id;
COMMENT ON VIEW membership_years IS 'One row a unit that documents name as member of a cluster in a year. Example: SELECT unit, list(year ORDER BY year) FROM membership_years WHERE cluster = ''Cụm thi đua số 7'' GROUP BY unit.';
COMMENT ON COLUMN membership_years.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN membership_years.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN membership_years.year IS 'The year of the cluster''s meeting, else of publication; null where neither is known.';
COMMENT ON COLUMN membership_years.unit IS 'The member in its commonest written form.';
COMMENT ON COLUMN membership_years.place IS 'Bare name of its province, district or commune.';
COMMENT ON COLUMN membership_years.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN membership_years.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN membership_years.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN membership_years.fact_ids IS 'The facts behind the row (members.fact_id).';

CREATE VIEW member_units AS
WITH meeting_years AS (
    SELECT cluster_id, min(year(starts_on)) AS first_year, max(year(coalesce(ends_on, starts_on))) AS last_year
    FROM meetings
    WHERE cluster_id IS NOT NULL AND starts_on IS NOT NULL
    GROUP BY cluster_id
),
grouped AS MATERIALIZED (
    SELECT
        clusters.canonical_id,
        members.unit_id,
        max(members.place) AS place,
        min(coalesce(meeting_years.first_year, year(documents.published_on)))::INTEGER AS first_year,
        max(coalesce(meeting_years.last_year, year(documents.published_on)))::INTEGER AS last_year,
        count(DISTINCT members.document_id) AS documents,
        first(members.fact_id ORDER BY members.confidence DESC, members.fact_id) AS surest_id,
        list_sort(list(members.fact_id)) AS fact_ids
    FROM members
    JOIN clusters ON clusters.fact_id = members.cluster_id
    JOIN (SELECT document_id, published_on FROM documents WHERE original_id = document_id) AS documents
        ON documents.document_id = members.document_id
    LEFT JOIN meeting_years ON meeting_years.cluster_id = members.cluster_id
    GROUP BY clusters.canonical_id, members.unit_id
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
    units.name AS unit,
    grouped.place,
    grouped.first_year,
    grouped.last_year,
    grouped.documents,
    quotes.evidence,
    grouped.canonical_id,
    grouped.unit_id,
    grouped.fact_ids
FROM grouped
LEFT JOIN quotes ON quotes.fact_id = grouped.surest_id
JOIN canonical_clusters USING (canonical_id)
JOIN units USING (unit_id)
ORDER BY canonical_clusters.canonical_key, unit, grouped.unit_id;
COMMENT ON VIEW member_units IS 'One row a member of a cluster over all documents. Example: SELECT unit, first_year, last_year FROM member_units WHERE cluster = ''Cụm thi đua số 4''.';
COMMENT ON COLUMN member_units.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN member_units.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN member_units.unit IS 'The member in its commonest written form.';
COMMENT ON COLUMN member_units.place IS 'Bare name of its province, district or commune.';
COMMENT ON COLUMN member_units.first_year IS 'First year in which a document shows it as a member: the year of the cluster''s meeting, else of publication.';
COMMENT ON COLUMN member_units.last_year IS 'Last such year.';
COMMENT ON COLUMN member_units.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN member_units.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN member_units.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN member_units.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN member_units.fact_ids IS 'The facts behind the row (members.fact_id).';

CREATE VIEW cluster_sizes AS
WITH named AS (
    SELECT canonical_id, year, count(*) AS named
    FROM membership_years
    WHERE year IS NOT NULL
    GROUP BY canonical_id, year
),
stated AS (
    SELECT
        clusters.canonical_id,
        coalesce(min(year(meetings.starts_on)), year(documents.published_on))::INTEGER AS year,
        max(clusters.declared_size) AS declared
    FROM clusters
    JOIN documents ON documents.document_id = clusters.document_id AND documents.original_id = documents.document_id
    LEFT JOIN meetings ON meetings.cluster_id = clusters.fact_id
    WHERE clusters.declared_size IS NOT NULL
    GROUP BY clusters.canonical_id, clusters.fact_id, documents.published_on
),
sizes AS (
    SELECT canonical_id, year, max(declared) AS declared, max(named) AS named
    FROM (
        SELECT canonical_id, year, declared, NULL AS named FROM stated WHERE year IS NOT NULL
        UNION ALL
        SELECT canonical_id, year, NULL, named FROM named
    )
    GROUP BY canonical_id, year
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    sizes.year,
    sizes.declared,
    coalesce(sizes.named, 0) AS named,
    coalesce(sizes.named, 0) >= coalesce(sizes.declared, 3) AS is_complete,
    sizes.canonical_id
FROM sizes
JOIN canonical_clusters USING (canonical_id)
ORDER BY canonical_clusters.canonical_key, sizes.year;
COMMENT ON VIEW cluster_sizes IS 'One row a cluster and year: how many members documents state, and how many they name. Example: SELECT year, declared, named FROM cluster_sizes WHERE declared <> named.';
COMMENT ON COLUMN cluster_sizes.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN cluster_sizes.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN cluster_sizes.year IS 'The year of the cluster''s meeting, else of publication.';
COMMENT ON COLUMN cluster_sizes.declared IS 'Number of members that documents state; the greatest where they differ.';
COMMENT ON COLUMN cluster_sizes.named IS 'Number of members that they name.';
COMMENT ON COLUMN cluster_sizes.is_complete IS 'Whether all are named: as many as stated, or at least three where none is stated.';
COMMENT ON COLUMN cluster_sizes.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';

CREATE VIEW membership_changes AS
WITH lists AS (
    SELECT canonical_id, year, lag(year) OVER (PARTITION BY canonical_id ORDER BY year) AS previous_year
    FROM cluster_sizes
    WHERE is_complete
),
listed AS MATERIALIZED (
    SELECT membership.canonical_id, membership.year, membership.unit_id
    FROM membership_years AS membership
    SEMI JOIN lists ON lists.canonical_id = membership.canonical_id AND lists.year = membership.year
),
changes AS (
    SELECT lists.canonical_id, lists.previous_year, lists.year, listed.unit_id, 'joined' AS change
    FROM lists
    JOIN listed ON listed.canonical_id = lists.canonical_id AND listed.year = lists.year
    ANTI JOIN listed AS earlier
        ON earlier.canonical_id = lists.canonical_id
            AND earlier.year = lists.previous_year
            AND earlier.unit_id = listed.unit_id
    WHERE lists.previous_year IS NOT NULL
    UNION ALL
    SELECT lists.canonical_id, lists.previous_year, lists.year, listed.unit_id, 'left'
    FROM lists
    JOIN listed ON listed.canonical_id = lists.canonical_id AND listed.year = lists.previous_year
    ANTI JOIN listed AS later
        ON later.canonical_id = lists.canonical_id AND later.year = lists.year AND later.unit_id = listed.unit_id
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    changes.year,
    changes.previous_year,
    units.name AS unit,
    CASE
        WHEN changes.change = 'left' AND year(places.valid_to) BETWEEN changes.previous_year AND changes.year THEN 'merged'
        ELSE changes.change
    END AS change,
    changes.canonical_id,
    changes.unit_id
FROM changes
JOIN canonical_clusters USING (canonical_id)
JOIN units USING (unit_id)
LEFT JOIN places ON places.place_id = units.province_id
ORDER BY canonical_clusters.canonical_key, changes.year, change, unit;
COMMENT ON VIEW membership_changes IS 'One row a unit that joined, left or went under in a merger of provinces between two years for which documents name all members of its cluster. Example: SELECT year, unit, change FROM membership_changes WHERE cluster = ''Cụm thi đua số 7'' ORDER BY year.';
COMMENT ON COLUMN membership_changes.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN membership_changes.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN membership_changes.year IS 'Year of the later list.';
COMMENT ON COLUMN membership_changes.previous_year IS 'Year of the earlier list.';
COMMENT ON COLUMN membership_changes.unit IS 'The unit in its commonest written form.';
COMMENT ON COLUMN membership_changes.change IS 'joined, left, or merged: left when its province became part of another one.';
COMMENT ON COLUMN membership_changes.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN membership_changes.unit_id IS 'The unit (units.unit_id).';
