-- Views for analysts. They group what several documents say by the candidate keys and show names in their commonest
-- written form. None needs an extension that a plain DuckDB client lacks. Quotes are gathered for the facts shown only:
-- to join those of the whole warehouse takes ten times as long.

CREATE VIEW facts AS
SELECT 'clusters' AS family, fact_id, document_id, fact_id AS cluster_id, confidence, extractor_version FROM clusters
UNION ALL SELECT 'members', fact_id, document_id, cluster_id, confidence, extractor_version FROM members
UNION ALL SELECT 'meetings', fact_id, document_id, cluster_id, confidence, extractor_version FROM meetings
UNION ALL SELECT 'leaders', fact_id, document_id, cluster_id, confidence, extractor_version FROM leaders
UNION ALL SELECT 'headships', fact_id, document_id, cluster_id, confidence, extractor_version FROM headships
UNION ALL SELECT 'awards', fact_id, document_id, cluster_id, confidence, extractor_version FROM awards
UNION ALL SELECT 'pledges', fact_id, document_id, cluster_id, confidence, extractor_version FROM pledges
UNION ALL SELECT 'campaigns', fact_id, document_id, NULL, confidence, extractor_version FROM campaigns
UNION ALL SELECT 'citations', fact_id, document_id, NULL, confidence, extractor_version FROM citations;
COMMENT ON VIEW facts IS 'One row a fact of any family: what all families have in common.';
COMMENT ON COLUMN facts.family IS 'The table that holds the fact.';
COMMENT ON COLUMN facts.fact_id IS 'Key of the fact in that table.';
COMMENT ON COLUMN facts.document_id IS 'The document that states it.';
COMMENT ON COLUMN facts.cluster_id IS 'The cluster (clusters.fact_id) it hangs on; for a cluster its own key.';
COMMENT ON COLUMN facts.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN facts.extractor_version IS 'Version of the extractor that gave the fact.';

CREATE VIEW unit_names AS
WITH spellings AS (
    SELECT unit_key, name, count(*) AS mentions
    FROM (
        SELECT unit_key, unit AS name FROM members
        UNION ALL SELECT unit_key, unit FROM headships WHERE unit_key IS NOT NULL
        UNION ALL SELECT unit_key, recipient FROM awards WHERE unit_key IS NOT NULL
    )
    GROUP BY unit_key, name
)
SELECT
    unit_key,
    first(name ORDER BY mentions DESC, length(name) DESC, name) AS name,
    sum(mentions)::BIGINT AS mentions,
    list(name ORDER BY mentions DESC, length(name) DESC, name) AS spellings
FROM spellings
GROUP BY unit_key;
COMMENT ON VIEW unit_names IS 'One row a unit over all documents: how it is written as member, head, deputy or recipient.';
COMMENT ON COLUMN unit_names.unit_key IS 'Candidate canonical key of the unit.';
COMMENT ON COLUMN unit_names.name IS 'The commonest written form, of equally common ones the longest.';
COMMENT ON COLUMN unit_names.mentions IS 'Number of facts that name it.';
COMMENT ON COLUMN unit_names.spellings IS 'All written forms, the commonest first.';

CREATE VIEW person_names AS
WITH spellings AS (
    SELECT person_key, name, count(*) AS mentions
    FROM (
        SELECT person_key, person AS name FROM leaders
        UNION ALL SELECT person_key, person FROM headships WHERE person_key IS NOT NULL
        UNION ALL SELECT person_key, recipient FROM awards WHERE person_key IS NOT NULL
    )
    GROUP BY person_key, name
)
SELECT
    person_key,
    first(name ORDER BY mentions DESC, length(name) DESC, name) AS name,
    sum(mentions)::BIGINT AS mentions,
    list(name ORDER BY mentions DESC, length(name) DESC, name) AS spellings
FROM spellings
GROUP BY person_key;
COMMENT ON VIEW person_names IS 'One row a person''s name over all documents; namesakes are not told apart.';
COMMENT ON COLUMN person_names.person_key IS 'Candidate canonical key of the person.';
COMMENT ON COLUMN person_names.name IS 'The commonest written form, of equally common ones the longest.';
COMMENT ON COLUMN person_names.mentions IS 'Number of facts that name the person.';
COMMENT ON COLUMN person_names.spellings IS 'All written forms, the commonest first.';

CREATE VIEW cluster_names AS
WITH names AS (
    SELECT cluster_key, name, count(*) AS mentions FROM clusters GROUP BY cluster_key, name
),
chosen AS (
    SELECT
        cluster_key,
        first(name ORDER BY mentions DESC, length(name) DESC, name) AS name,
        list(name ORDER BY mentions DESC, length(name) DESC, name) AS spellings
    FROM names
    GROUP BY cluster_key
),
systems AS (
    SELECT cluster_key, system, count(*) AS mentions
    FROM clusters
    WHERE system IS NOT NULL
    GROUP BY cluster_key, system
),
chosen_systems AS (
    SELECT cluster_key, first(system ORDER BY mentions DESC, length(system) DESC, system) AS system
    FROM systems
    GROUP BY cluster_key
),
facets AS (
    SELECT
        cluster_key,
        mode(kind ORDER BY kind) AS kind,
        mode(number ORDER BY number) AS number,
        count(DISTINCT document_id) AS documents
    FROM clusters
    GROUP BY cluster_key
)
SELECT cluster_key, chosen.name, facets.kind, facets.number, chosen_systems.system, facets.documents, chosen.spellings
FROM facets
JOIN chosen USING (cluster_key)
LEFT JOIN chosen_systems USING (cluster_key);
COMMENT ON VIEW cluster_names IS 'One row a cluster over all documents.';
COMMENT ON COLUMN cluster_names.cluster_key IS 'Candidate canonical key of the cluster.';
COMMENT ON COLUMN cluster_names.name IS 'The commonest written form of its name, of equally common ones the longest.';
COMMENT ON COLUMN cluster_names.kind IS 'cum (cụm) or khoi (khối).';
COMMENT ON COLUMN cluster_names.number IS 'Its number as most often written; null for a cluster without one.';
COMMENT ON COLUMN cluster_names.system IS 'The organisation whose cluster it is, as most often written.';
COMMENT ON COLUMN cluster_names.documents IS 'Number of documents that tell about it.';
COMMENT ON COLUMN cluster_names.spellings IS 'All written forms of its name, the commonest first.';

CREATE VIEW next_heads AS
WITH quotes AS (
    SELECT fact_id, string_agg(quote, ' … ' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN headships USING (fact_id)
    GROUP BY fact_id
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
    clusters.cluster_key,
    headships.unit_key,
    headships.person_key,
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
COMMENT ON COLUMN next_heads.cluster_key IS 'Candidate canonical key of the cluster, to join over documents.';
COMMENT ON COLUMN next_heads.unit_key IS 'Candidate canonical key of the unit, to join over documents.';
COMMENT ON COLUMN next_heads.person_key IS 'Candidate canonical key of the person, to join over documents.';
COMMENT ON COLUMN next_heads.fact_id IS 'The fact (headships.fact_id).';
COMMENT ON COLUMN next_heads.document_id IS 'The document (documents.document_id).';

CREATE VIEW heads_by_year AS
WITH holders AS (
    SELECT
        clusters.cluster_key,
        headships.year,
        headships.role,
        headships.status,
        headships.unit_key,
        headships.person_key,
        coalesce(headships.unit_key, headships.person_key) AS holder_key,
        headships.document_id,
        headships.fact_id,
        headships.confidence
    FROM headships
    JOIN clusters ON clusters.fact_id = headships.cluster_id
),
grouped AS (
    SELECT
        holders.cluster_key,
        holders.year,
        holders.role,
        holders.status,
        holders.unit_key,
        string_agg(DISTINCT person_names.name, '; ' ORDER BY person_names.name) AS person,
        count(DISTINCT holders.document_id) AS documents,
        first(holders.fact_id ORDER BY holders.confidence DESC, holders.fact_id) AS surest_id,
        list(holders.fact_id ORDER BY holders.fact_id) AS fact_ids
    FROM holders
    LEFT JOIN person_names USING (person_key)
    GROUP BY
        holders.cluster_key, holders.year, holders.role, holders.status, holders.unit_key, holders.holder_key
),
quotes AS (
    SELECT fact_id, string_agg(quote, ' … ' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN grouped ON grouped.surest_id = evidence.fact_id
    GROUP BY fact_id
)
SELECT
    cluster_names.name AS cluster,
    cluster_names.system,
    grouped.year,
    grouped.role,
    unit_names.name AS unit,
    grouped.person,
    grouped.status,
    grouped.documents,
    quotes.evidence,
    grouped.cluster_key,
    grouped.unit_key,
    grouped.fact_ids
FROM grouped
LEFT JOIN quotes ON quotes.fact_id = grouped.surest_id
JOIN cluster_names USING (cluster_key)
LEFT JOIN unit_names USING (unit_key)
ORDER BY grouped.cluster_key, grouped.year NULLS LAST, grouped.role DESC, grouped.status DESC, unit, grouped.person;
COMMENT ON VIEW heads_by_year IS 'One row a holder of the office of head or deputy of a cluster in a year, with the status in which documents name it: several rows where there are several deputies, where documents disagree, and where the holder is named both as elected and as incumbent. Example: SELECT year, unit, person FROM heads_by_year WHERE cluster = ''Cụm thi đua số 4'' AND role = ''head''.';
COMMENT ON COLUMN heads_by_year.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN heads_by_year.system IS 'The organisation whose cluster it is, as most often written.';
COMMENT ON COLUMN heads_by_year.year IS 'Year of office; null where no document tells it.';
COMMENT ON COLUMN heads_by_year.role IS 'head or deputy.';
COMMENT ON COLUMN heads_by_year.unit IS 'The unit in its commonest written form; null where only a person is named.';
COMMENT ON COLUMN heads_by_year.person IS 'The persons named, joined with a semicolon.';
COMMENT ON COLUMN heads_by_year.status IS 'incumbent or elected.';
COMMENT ON COLUMN heads_by_year.documents IS 'Number of documents that say so.';
COMMENT ON COLUMN heads_by_year.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN heads_by_year.cluster_key IS 'Candidate canonical key of the cluster.';
COMMENT ON COLUMN heads_by_year.unit_key IS 'Candidate canonical key of the unit.';
COMMENT ON COLUMN heads_by_year.fact_ids IS 'The facts behind the row (headships.fact_id).';

CREATE VIEW awards_by_unit AS
WITH authority_spellings AS (
    SELECT authority_key, authority, count(*) AS mentions
    FROM awards
    WHERE authority_key IS NOT NULL
    GROUP BY authority_key, authority
),
authorities AS (
    SELECT authority_key, first(authority ORDER BY mentions DESC, length(authority) DESC, authority) AS authority
    FROM authority_spellings
    GROUP BY authority_key
),
grouped AS (
    SELECT
        awards.unit_key,
        awards.person_key,
        awards.award,
        awards.year,
        awards.status,
        list(DISTINCT awards.name ORDER BY awards.name) AS names,
        string_agg(DISTINCT authorities.authority, '; ' ORDER BY authorities.authority) AS authority,
        count(DISTINCT awards.document_id) AS documents,
        first(awards.fact_id ORDER BY awards.confidence DESC, awards.fact_id) AS surest_id,
        list(awards.fact_id ORDER BY awards.fact_id) AS fact_ids
    FROM awards
    LEFT JOIN authorities ON authorities.authority_key = awards.authority_key
    WHERE awards.recipient IS NOT NULL
    GROUP BY awards.unit_key, awards.person_key, awards.award, awards.year, awards.status
),
quotes AS (
    SELECT fact_id, string_agg(quote, ' … ' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN grouped ON grouped.surest_id = evidence.fact_id
    GROUP BY fact_id
)
SELECT
    coalesce(unit_names.name, person_names.name) AS recipient,
    CASE WHEN grouped.unit_key IS NULL THEN 'person' ELSE 'unit' END AS recipient_kind,
    grouped.award,
    grouped.names,
    grouped.authority,
    grouped.year,
    grouped.status,
    grouped.documents,
    quotes.evidence,
    coalesce(grouped.unit_key, grouped.person_key) AS recipient_key,
    grouped.fact_ids
FROM grouped
LEFT JOIN quotes ON quotes.fact_id = grouped.surest_id
LEFT JOIN unit_names ON unit_names.unit_key = grouped.unit_key
LEFT JOIN person_names ON person_names.person_key = grouped.person_key
ORDER BY recipient, recipient_key, grouped.year NULLS LAST, grouped.award, grouped.status;
COMMENT ON VIEW awards_by_unit IS 'One row a recipient, award kind, year and status; awards of which only a number is known are in awards alone. Example: SELECT recipient, count(*) FROM awards_by_unit WHERE award = ''emulation_flag'' AND status = ''granted'' GROUP BY recipient ORDER BY 2 DESC.';
COMMENT ON COLUMN awards_by_unit.recipient IS 'Unit or person in the commonest written form.';
COMMENT ON COLUMN awards_by_unit.recipient_kind IS 'unit or person.';
COMMENT ON COLUMN awards_by_unit.award IS 'Kind of award, as in awards.award.';
COMMENT ON COLUMN awards_by_unit.names IS 'Names of the awards as written.';
COMMENT ON COLUMN awards_by_unit.authority IS 'Who gives it; several joined with a semicolon.';
COMMENT ON COLUMN awards_by_unit.year IS 'Year that is rewarded; null where no document tells it.';
COMMENT ON COLUMN awards_by_unit.status IS 'proposed, granted or voted.';
COMMENT ON COLUMN awards_by_unit.documents IS 'Number of documents that say so.';
COMMENT ON COLUMN awards_by_unit.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN awards_by_unit.recipient_key IS 'Candidate canonical key of the unit or person.';
COMMENT ON COLUMN awards_by_unit.fact_ids IS 'The facts behind the row (awards.fact_id).';

CREATE VIEW member_units AS
WITH meeting_years AS (
    SELECT cluster_id, min(year(starts_on)) AS first_year, max(year(coalesce(ends_on, starts_on))) AS last_year
    FROM meetings
    WHERE cluster_id IS NOT NULL AND starts_on IS NOT NULL
    GROUP BY cluster_id
),
memberships AS (
    SELECT
        clusters.cluster_key,
        members.unit_key,
        members.place,
        members.document_id,
        members.fact_id,
        members.confidence,
        coalesce(meeting_years.first_year, year(documents.published_on)) AS first_year,
        coalesce(meeting_years.last_year, year(documents.published_on)) AS last_year
    FROM members
    JOIN clusters ON clusters.fact_id = members.cluster_id
    JOIN documents ON documents.document_id = members.document_id
    LEFT JOIN meeting_years ON meeting_years.cluster_id = members.cluster_id
),
grouped AS (
    SELECT
        cluster_key,
        unit_key,
        mode(place ORDER BY place) AS place,
        min(first_year)::INTEGER AS first_year,
        max(last_year)::INTEGER AS last_year,
        count(DISTINCT document_id) AS documents,
        first(fact_id ORDER BY confidence DESC, fact_id) AS surest_id,
        list(fact_id ORDER BY fact_id) AS fact_ids
    FROM memberships
    GROUP BY cluster_key, unit_key
),
quotes AS (
    SELECT fact_id, string_agg(quote, ' … ' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN grouped ON grouped.surest_id = evidence.fact_id
    GROUP BY fact_id
)
SELECT
    cluster_names.name AS cluster,
    cluster_names.system,
    unit_names.name AS unit,
    grouped.place,
    grouped.first_year,
    grouped.last_year,
    grouped.documents,
    quotes.evidence,
    grouped.cluster_key,
    grouped.unit_key,
    grouped.fact_ids
FROM grouped
LEFT JOIN quotes ON quotes.fact_id = grouped.surest_id
JOIN cluster_names USING (cluster_key)
JOIN unit_names USING (unit_key)
ORDER BY grouped.cluster_key, unit, grouped.unit_key;
COMMENT ON VIEW member_units IS 'One row a member of a cluster over all documents. Example: SELECT unit, first_year, last_year FROM member_units WHERE cluster = ''Cụm thi đua số 4''.';
COMMENT ON COLUMN member_units.cluster IS 'Name of the cluster in its commonest written form.';
COMMENT ON COLUMN member_units.system IS 'The organisation whose cluster it is, as most often written.';
COMMENT ON COLUMN member_units.unit IS 'The member in its commonest written form.';
COMMENT ON COLUMN member_units.place IS 'Bare name of its province, district or commune.';
COMMENT ON COLUMN member_units.first_year IS 'First year in which a document shows it as a member: the year of the cluster''s meeting, else of publication.';
COMMENT ON COLUMN member_units.last_year IS 'Last such year.';
COMMENT ON COLUMN member_units.documents IS 'Number of documents that say so.';
COMMENT ON COLUMN member_units.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN member_units.cluster_key IS 'Candidate canonical key of the cluster.';
COMMENT ON COLUMN member_units.unit_key IS 'Candidate canonical key of the unit.';
COMMENT ON COLUMN member_units.fact_ids IS 'The facts behind the row (members.fact_id).';

CREATE VIEW meeting_calendar AS
WITH quotes AS (
    SELECT fact_id, string_agg(quote, ' … ' ORDER BY ordinal) AS evidence
    FROM evidence
    SEMI JOIN meetings USING (fact_id)
    GROUP BY fact_id
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
    clusters.cluster_key,
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
COMMENT ON COLUMN meeting_calendar.cluster_key IS 'Candidate canonical key of the cluster.';
COMMENT ON COLUMN meeting_calendar.fact_id IS 'The fact (meetings.fact_id).';
COMMENT ON COLUMN meeting_calendar.document_id IS 'The document (documents.document_id).';
