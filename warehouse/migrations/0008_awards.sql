-- Awards: what was proposed, granted and voted.

CREATE VIEW fused_awards AS
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
told AS (
    SELECT
        unit_id,
        person_id,
        award,
        year,
        status,
        coalesce(
            level,
            CASE
                WHEN min(level) OVER recipient = max(level) OVER recipient THEN min(level) OVER recipient
            END
        ) AS level,
        name,
        authority_key,
        awards.document_id,
        fact_id,
        confidence
    FROM awards
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) AS originals
        ON originals.document_id = awards.document_id
    WHERE recipient IS NOT NULL
    WINDOW recipient AS (PARTITION BY unit_id, person_id, award, year, status)
)
SELECT
    unit_id,
    person_id,
    award,
    level,
    year,
    status,
    list_sort(list(DISTINCT name)) AS names,
    string_agg(DISTINCT authorities.authority, '; ' ORDER BY authorities.authority) AS authority,
    count(DISTINCT document_id) AS documents,
    first(fact_id ORDER BY confidence DESC, fact_id) AS surest_id,
    list_sort(list(fact_id)) AS fact_ids,
    list_sort(list(DISTINCT document_id)) AS document_ids
FROM told
LEFT JOIN authorities USING (authority_key)
GROUP BY unit_id, person_id, award, level, year, status
ORDER BY surest_id;
COMMENT ON VIEW fused_awards IS 'One row an award to a recipient for a year in one status, however many documents tell it. Where one of them leaves out who gives it and there is only one possibility, it is counted with the others. Example: SELECT level, count(*) FROM fused_awards WHERE status = ''granted'' GROUP BY level.';
COMMENT ON COLUMN fused_awards.unit_id IS 'The recipient where it is a unit (units.unit_id).';
COMMENT ON COLUMN fused_awards.person_id IS 'The recipient where it is a person (people.person_id).';
COMMENT ON COLUMN fused_awards.award IS 'Kind of award, as in awards.award.';
COMMENT ON COLUMN fused_awards.level IS 'How high who gives it stands, as in awards.level.';
COMMENT ON COLUMN fused_awards.year IS 'Year that is rewarded; null where no document tells it.';
COMMENT ON COLUMN fused_awards.status IS 'proposed, granted or voted.';
COMMENT ON COLUMN fused_awards.names IS 'Names of the award as written.';
COMMENT ON COLUMN fused_awards.authority IS 'Who gives it, as most often written; several joined with a semicolon.';
COMMENT ON COLUMN fused_awards.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN fused_awards.surest_id IS 'The surest of the facts (awards.fact_id).';
COMMENT ON COLUMN fused_awards.fact_ids IS 'The facts behind the row (awards.fact_id).';
COMMENT ON COLUMN fused_awards.document_ids IS 'The documents that say so (documents.document_id).';

CREATE VIEW awards_by_unit AS
WITH fused AS MATERIALIZED (
    SELECT * FROM fused_awards
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
    coalesce(units.name, people.name) AS recipient,
    CASE WHEN fused.unit_id IS NULL THEN 'person' ELSE 'unit' END AS recipient_kind,
    fused.award,
    fused.names,
    fused.authority,
    fused.level,
    fused.year,
    fused.status,
    fused.documents,
    quotes.evidence,
    coalesce(fused.unit_id, fused.person_id) AS recipient_id,
    fused.fact_ids
FROM fused
LEFT JOIN quotes ON quotes.fact_id = fused.surest_id
LEFT JOIN units ON units.unit_id = fused.unit_id
LEFT JOIN people ON people.person_id = fused.person_id
ORDER BY recipient, recipient_id, fused.year NULLS LAST, fused.award, fused.status, fused.level;
COMMENT ON VIEW awards_by_unit IS 'One row a recipient, award kind, level, year and status; awards of which only a number is known are in awards_by_level. Example: SELECT recipient, count(*) FROM awards_by_unit WHERE award = ''emulation_flag'' AND status = ''granted'' GROUP BY recipient ORDER BY 2 DESC.';
COMMENT ON COLUMN awards_by_unit.recipient IS 'Unit or person in the commonest written form.';
COMMENT ON COLUMN awards_by_unit.recipient_kind IS 'unit or person.';
COMMENT ON COLUMN awards_by_unit.award IS 'Kind of award, as in awards.award.';
COMMENT ON COLUMN awards_by_unit.names IS 'Names of the awards as written.';
COMMENT ON COLUMN awards_by_unit.authority IS 'Who gives it, as most often written; several joined with a semicolon.';
COMMENT ON COLUMN awards_by_unit.level IS 'How high who gives it stands, as in awards.level.';
COMMENT ON COLUMN awards_by_unit.year IS 'Year that is rewarded; null where no document tells it.';
COMMENT ON COLUMN awards_by_unit.status IS 'proposed, granted or voted.';
COMMENT ON COLUMN awards_by_unit.documents IS 'Number of documents that say so, reprints not counted.';
COMMENT ON COLUMN awards_by_unit.evidence IS 'The words of the surest of them.';
COMMENT ON COLUMN awards_by_unit.recipient_id IS 'The recipient (units.unit_id or people.person_id).';
COMMENT ON COLUMN awards_by_unit.fact_ids IS 'The facts behind the row (awards.fact_id).';

CREATE VIEW awards_by_level AS
WITH named AS (
    SELECT level, award, year, status, count(unit_id) AS units, count(person_id) AS people
    FROM fused_awards
    GROUP BY level, award, year, status
),
counted AS (
    SELECT level, award, year, status, sum(recipient_count)::BIGINT AS unnamed
    FROM awards
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) AS originals
        ON originals.document_id = awards.document_id
    WHERE recipient IS NULL
    GROUP BY level, award, year, status
)
SELECT
    level,
    award,
    year,
    status,
    sum(units)::BIGINT AS units,
    sum(people)::BIGINT AS people,
    sum(unnamed)::BIGINT AS unnamed
FROM (
    SELECT level, award, year, status, units, people, 0 AS unnamed FROM named
    UNION ALL
    SELECT level, award, year, status, 0, 0, unnamed FROM counted
)
GROUP BY level, award, year, status
ORDER BY year DESC NULLS LAST, level, award, status;
COMMENT ON VIEW awards_by_level IS 'One row a level, kind of award, year and status: how many units and people, named or only counted. Example: SELECT year, units, people, unnamed FROM awards_by_level WHERE level = ''state'' AND status = ''granted'' ORDER BY year.';
COMMENT ON COLUMN awards_by_level.level IS 'How high who gives it stands, as in awards.level.';
COMMENT ON COLUMN awards_by_level.award IS 'Kind of award, as in awards.award.';
COMMENT ON COLUMN awards_by_level.year IS 'Year that is rewarded; null where no document tells it.';
COMMENT ON COLUMN awards_by_level.status IS 'proposed, granted or voted.';
COMMENT ON COLUMN awards_by_level.units IS 'Number of awards to units by name; an award told by several documents counts once.';
COMMENT ON COLUMN awards_by_level.people IS 'Number of awards to people by name.';
COMMENT ON COLUMN awards_by_level.unnamed IS 'Number of awards of which documents give only the number; the same ones may be counted by several documents.';

CREATE VIEW award_outcomes AS
WITH fused AS MATERIALIZED (
    SELECT * FROM fused_awards WHERE status IN ('proposed', 'granted')
),
dated AS (
    SELECT fused.surest_id, min(documents.published_on) AS published_on
    FROM (SELECT surest_id, unnest(document_ids) AS document_id FROM fused) AS fused
    JOIN documents USING (document_id)
    GROUP BY fused.surest_id
),
matched AS (
    SELECT proposed.surest_id, first(granted.surest_id ORDER BY granted.documents DESC, granted.surest_id) AS granted_id
    FROM fused AS proposed
    JOIN fused AS granted
        ON granted.status = 'granted'
            AND coalesce(granted.unit_id, granted.person_id) = coalesce(proposed.unit_id, proposed.person_id)
            AND granted.award = proposed.award
            AND granted.year = proposed.year
            AND (granted.level = proposed.level OR granted.level IS NULL OR proposed.level IS NULL)
    WHERE proposed.status = 'proposed'
    GROUP BY proposed.surest_id
)
SELECT
    coalesce(units.name, people.name) AS recipient,
    proposed.award,
    proposed.level,
    proposed.year,
    array_to_string(proposed.names, '; ') AS name,
    CASE WHEN matched.granted_id IS NULL THEN 'open' ELSE 'granted' END AS outcome,
    dated.published_on AS proposed_on,
    granted_dated.published_on AS granted_on,
    proposed.documents AS proposing_documents,
    coalesce(granted.documents, 0) AS granting_documents,
    coalesce(proposed.unit_id, proposed.person_id) AS recipient_id,
    proposed.surest_id AS proposal_id,
    matched.granted_id
FROM fused AS proposed
JOIN dated ON dated.surest_id = proposed.surest_id
LEFT JOIN matched ON matched.surest_id = proposed.surest_id
LEFT JOIN fused AS granted ON granted.surest_id = matched.granted_id
LEFT JOIN dated AS granted_dated ON granted_dated.surest_id = matched.granted_id
LEFT JOIN units ON units.unit_id = proposed.unit_id
LEFT JOIN people ON people.person_id = proposed.person_id
WHERE proposed.status = 'proposed'
ORDER BY proposed.year DESC NULLS LAST, recipient, proposed.award, proposed.level;
COMMENT ON VIEW award_outcomes IS 'One row a proposal to reward a recipient, with what is known of it later. Example: SELECT recipient, award, year FROM award_outcomes WHERE outcome = ''open''.';
COMMENT ON COLUMN award_outcomes.recipient IS 'Unit or person in the commonest written form.';
COMMENT ON COLUMN award_outcomes.award IS 'Kind of award, as in awards.award.';
COMMENT ON COLUMN award_outcomes.level IS 'How high who gives it stands, as in awards.level.';
COMMENT ON COLUMN award_outcomes.year IS 'Year that is rewarded.';
COMMENT ON COLUMN award_outcomes.name IS 'Name of the award as written in the proposals.';
COMMENT ON COLUMN award_outcomes.outcome IS 'granted, where a document tells that the recipient got an award of the kind for the year (from the same level, as far as both are known); open, where none does.';
COMMENT ON COLUMN award_outcomes.proposed_on IS 'Date of the first document with the proposal.';
COMMENT ON COLUMN award_outcomes.granted_on IS 'Date of the first document that tells it was granted.';
COMMENT ON COLUMN award_outcomes.proposing_documents IS 'Number of documents with the proposal, reprints not counted.';
COMMENT ON COLUMN award_outcomes.granting_documents IS 'Number of documents that tell it was granted, reprints not counted.';
COMMENT ON COLUMN award_outcomes.recipient_id IS 'The recipient (units.unit_id or people.person_id).';
COMMENT ON COLUMN award_outcomes.proposal_id IS 'The surest fact with the proposal (awards.fact_id).';
COMMENT ON COLUMN award_outcomes.granted_id IS 'The surest fact that tells it was granted (awards.fact_id).';
