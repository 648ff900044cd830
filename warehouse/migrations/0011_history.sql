-- People, movements and references over the years, and what the archive lacks.

CREATE VIEW person_offices AS
WITH told AS (
    SELECT
        leaders.person_id,
        offices.title,
        lower(offices.office) AS folded_office,
        offices.office,
        offices.unit_id,
        offices.unit,
        documents.published_on,
        leaders.document_id,
        leaders.fact_id
    FROM offices
    JOIN leaders ON leaders.fact_id = offices.fact_id
    JOIN (SELECT document_id, published_on FROM documents WHERE original_id = document_id) AS documents
        ON documents.document_id = leaders.document_id
),
grouped AS (
    SELECT
        person_id,
        mode(office ORDER BY office) AS office,
        unit_id,
        mode(unit ORDER BY unit) AS written_unit,
        min(published_on) AS first_seen,
        max(published_on) AS last_seen,
        count(DISTINCT document_id) AS documents,
        list_sort(list(fact_id)) AS fact_ids
    FROM told
    GROUP BY person_id, folded_office, unit_id
)
SELECT
    people.name,
    grouped.office,
    coalesce(units.name, grouped.written_unit) AS unit,
    grouped.first_seen,
    grouped.last_seen,
    grouped.documents,
    grouped.person_id,
    grouped.unit_id,
    grouped.fact_ids
FROM grouped
JOIN people USING (person_id)
LEFT JOIN units ON units.unit_id = grouped.unit_id
ORDER BY people.name, grouped.person_id, grouped.first_seen NULLS LAST, grouped.office;
COMMENT ON VIEW person_offices IS 'One row an office that documents give a person, with the time in which they do. Example: SELECT name, office, unit, first_seen, last_seen FROM person_offices WHERE documents > 1.';
COMMENT ON COLUMN person_offices.name IS 'The person''s name in its commonest written form.';
COMMENT ON COLUMN person_offices.office IS 'The office, without the organisation.';
COMMENT ON COLUMN person_offices.unit IS 'The organisation in its commonest written form; null where the title names none.';
COMMENT ON COLUMN person_offices.first_seen IS 'Date of the first document that gives the person the office.';
COMMENT ON COLUMN person_offices.last_seen IS 'Date of the last one.';
COMMENT ON COLUMN person_offices.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN person_offices.person_id IS 'The person (people.person_id).';
COMMENT ON COLUMN person_offices.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN person_offices.fact_ids IS 'The facts behind the row (leaders.fact_id).';

CREATE VIEW campaigns_by_year AS
WITH told AS (
    SELECT
        campaigns.campaign_key,
        campaigns.name,
        campaigns.kind,
        coalesce(campaigns.year, year(documents.published_on))::INTEGER AS year,
        campaigns.document_id,
        campaigns.fact_id
    FROM campaigns
    JOIN (SELECT document_id, published_on FROM documents WHERE original_id = document_id) AS documents
        ON documents.document_id = campaigns.document_id
),
names AS (
    SELECT campaign_key, mode(name ORDER BY name) AS name, mode(kind ORDER BY kind) AS kind FROM told GROUP BY campaign_key
)
SELECT
    names.name,
    names.kind,
    told.year,
    count(DISTINCT told.document_id) AS documents,
    told.campaign_key,
    list_sort(list(told.fact_id)) AS fact_ids
FROM told
JOIN names USING (campaign_key)
GROUP BY names.name, names.kind, told.year, told.campaign_key
ORDER BY names.name, told.year NULLS LAST;
COMMENT ON VIEW campaigns_by_year IS 'One row a movement or theme and year in which documents tell of it. Example: SELECT name, count(*) AS years FROM campaigns_by_year GROUP BY name HAVING years > 1.';
COMMENT ON COLUMN campaigns_by_year.name IS 'Name in its commonest written form.';
COMMENT ON COLUMN campaigns_by_year.kind IS 'movement or theme.';
COMMENT ON COLUMN campaigns_by_year.year IS 'The year that the text gives the campaign, else that of publication.';
COMMENT ON COLUMN campaigns_by_year.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN campaigns_by_year.campaign_key IS 'The folded words of the name (campaigns.campaign_key).';
COMMENT ON COLUMN campaigns_by_year.fact_ids IS 'The facts behind the row (campaigns.fact_id).';

CREATE VIEW cited_references AS
SELECT
    mode(citations.kind ORDER BY citations.kind) AS kind,
    mode(citations.number ORDER BY citations.number) AS number,
    mode(citations.issuer ORDER BY citations.issuer) AS issuer,
    mode(citations.issued_on ORDER BY citations.issued_on) AS issued_on,
    min(documents.published_on) AS first_cited,
    max(documents.published_on) AS last_cited,
    count(DISTINCT citations.document_id) AS documents,
    citations.citation_key,
    list_sort(list(citations.fact_id)) AS fact_ids
FROM citations
JOIN (SELECT document_id, published_on FROM documents WHERE original_id = document_id) AS documents
    ON documents.document_id = citations.document_id
GROUP BY citations.citation_key
ORDER BY documents DESC, citations.citation_key;
COMMENT ON VIEW cited_references IS 'One row a law, decree, directive or other document that the archive cites. Example: SELECT kind, number, first_cited, documents FROM cited_references ORDER BY documents DESC.';
COMMENT ON COLUMN cited_references.kind IS 'Kind of document (Nghị định, Chỉ thị, …), as most often written.';
COMMENT ON COLUMN cited_references.number IS 'Number as most often written.';
COMMENT ON COLUMN cited_references.issuer IS 'Who issued it.';
COMMENT ON COLUMN cited_references.issued_on IS 'Date of issue.';
COMMENT ON COLUMN cited_references.first_cited IS 'Date of the first document that cites it.';
COMMENT ON COLUMN cited_references.last_cited IS 'Date of the last one.';
COMMENT ON COLUMN cited_references.documents IS 'Number of documents that cite it, reprints not counted.';
COMMENT ON COLUMN cited_references.citation_key IS 'Letters and digits of the number (citations.citation_key).';
COMMENT ON COLUMN cited_references.fact_ids IS 'The facts behind the row (citations.fact_id).';

CREATE VIEW coverage AS
WITH told AS (
    SELECT clusters.canonical_id, headships.year, 'headship' AS what, headships.document_id
    FROM headships JOIN clusters ON clusters.fact_id = headships.cluster_id
    UNION ALL
    SELECT clusters.canonical_id, year(meetings.starts_on), 'meeting', meetings.document_id
    FROM meetings JOIN clusters ON clusters.fact_id = meetings.cluster_id
    UNION ALL
    SELECT clusters.canonical_id, awards.year, 'award', awards.document_id
    FROM awards JOIN clusters ON clusters.fact_id = awards.cluster_id
    UNION ALL
    SELECT clusters.canonical_id, pledges.year, 'pledge', pledges.document_id
    FROM pledges JOIN clusters ON clusters.fact_id = pledges.cluster_id
    UNION ALL
    SELECT clusters.canonical_id, year(documents.published_on), 'document', clusters.document_id
    FROM clusters JOIN documents ON documents.document_id = clusters.document_id
),
counted AS (
    SELECT
        canonical_id,
        year::INTEGER AS year,
        count(DISTINCT document_id) AS documents,
        count(*) FILTER (what = 'headship') > 0 AS has_heads,
        count(*) FILTER (what = 'meeting') > 0 AS has_meetings,
        count(*) FILTER (what = 'award') > 0 AS has_awards,
        count(*) FILTER (what = 'pledge') > 0 AS has_pledges
    FROM told
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) USING (document_id)
    WHERE year BETWEEN 1945 AND 2100
    GROUP BY canonical_id, year
),
years AS (
    SELECT canonical_id, unnest(range(min(year), max(year) + 1))::INTEGER AS year FROM counted GROUP BY canonical_id
)
SELECT
    canonical_clusters.name AS cluster,
    canonical_clusters.system,
    years.year,
    coalesce(counted.documents, 0) AS documents,
    coalesce(counted.has_heads, false) AS has_heads,
    coalesce(counted.has_meetings, false) AS has_meetings,
    coalesce(counted.has_awards, false) AS has_awards,
    coalesce(counted.has_pledges, false) AS has_pledges,
    years.canonical_id
FROM years
JOIN canonical_clusters USING (canonical_id)
LEFT JOIN counted ON counted.canonical_id = years.canonical_id AND counted.year = years.year
ORDER BY canonical_clusters.canonical_key, years.year;
COMMENT ON VIEW coverage IS 'One row a cluster and year, from the first to the last year in which the archive tells of it: what there is, and what is missing. Example: SELECT cluster, year FROM coverage WHERE documents = 0.';
COMMENT ON COLUMN coverage.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN coverage.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN coverage.year IS 'Calendar year.';
COMMENT ON COLUMN coverage.documents IS 'Number of documents that tell of the cluster in that year or were published in it, reprints not counted.';
COMMENT ON COLUMN coverage.has_heads IS 'Whether a head or deputy for the year is known.';
COMMENT ON COLUMN coverage.has_meetings IS 'Whether a meeting in the year is known.';
COMMENT ON COLUMN coverage.has_awards IS 'Whether awards for the year are known.';
COMMENT ON COLUMN coverage.has_pledges IS 'Whether a pledge for the year is known.';
COMMENT ON COLUMN coverage.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
