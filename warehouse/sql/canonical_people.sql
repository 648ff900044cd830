-- The people of the names in the batch. A name in one document is one person; names in several documents are one person
-- where something that tells whose they are is the same, directly or through further documents.
CREATE OR REPLACE TEMP TABLE same_people AS
SELECT DISTINCT
    split_part(node, '@', 1) AS document_id,
    split_part(node, '@', 2) AS person_key,
    public_id('person', label) AS person_id,
    -- A unit says more than a cluster.
    min(split_part(hub, '@', 2)) FILTER (NOT contains(hub, '/')) OVER (PARTITION BY label) AS unit_key,
    label = split_part(node, '@', 2) || '@' || split_part(node, '@', 1) AS is_open
FROM labels;

UPDATE leaders
SET person_id = same_people.person_id
FROM same_people
WHERE same_people.document_id = leaders.document_id
    AND same_people.person_key = leaders.person_key
    AND same_people.person_id IS DISTINCT FROM leaders.person_id;
UPDATE headships
SET person_id = same_people.person_id
FROM same_people
WHERE same_people.document_id = headships.document_id
    AND same_people.person_key = headships.person_key
    AND same_people.person_id IS DISTINCT FROM headships.person_id;
UPDATE awards
SET person_id = same_people.person_id
FROM same_people
WHERE same_people.document_id = awards.document_id
    AND same_people.person_key = awards.person_key
    AND same_people.person_id IS DISTINCT FROM awards.person_id;

-- Rows that stay as they are are left alone: to write as little as possible is what makes a load fast.
CREATE OR REPLACE TEMP TABLE next_people AS
WITH forms AS (
    SELECT person_id, written, count(*) AS mentions
    FROM person_mentions
    WHERE person_key IN (SELECT person_key FROM touched_names)
    GROUP BY ALL
),
names AS (
    SELECT
        person_id,
        first(written ORDER BY mentions DESC, length(written) DESC, written) AS name,
        sum(mentions)::INTEGER AS mentions
    FROM forms
    GROUP BY person_id
)
SELECT
    names.person_id,
    told.person_key,
    names.name,
    CASE WHEN NOT told.is_open THEN public_id('unit', told.unit_key) END AS unit_id,
    told.is_open,
    names.mentions
FROM names
JOIN (SELECT DISTINCT person_id, person_key, unit_key, is_open FROM same_people) AS told USING (person_id);

CREATE OR REPLACE TEMP TABLE former_people AS
SELECT * FROM people WHERE person_key IN (SELECT person_key FROM touched_names);

CREATE OR REPLACE TEMP TABLE next_aliases AS
SELECT DISTINCT public_id('person', hub) AS alias_id, public_id('person', label) AS public_id
FROM labels
WHERE hub <> label;
CREATE OR REPLACE TEMP TABLE former_aliases AS
SELECT * FROM aliases WHERE public_id IN (SELECT person_id FROM former_people);

CREATE OR REPLACE TEMP TABLE next_candidates AS
SELECT mentions.fact_id, 'person' AS slot, others.person_id AS candidate_id, mentions.document_id, 'name' AS reason
FROM person_mentions AS mentions
JOIN next_people AS unsure ON unsure.person_id = mentions.person_id AND unsure.is_open
JOIN next_people AS others ON others.person_key = unsure.person_key AND NOT others.is_open;
CREATE OR REPLACE TEMP TABLE former_candidates AS
SELECT * FROM candidates WHERE slot = 'person' AND candidate_id IN (SELECT person_id FROM former_people);

DELETE FROM people WHERE person_id IN (SELECT person_id FROM (FROM former_people EXCEPT FROM next_people));
INSERT INTO people FROM next_people EXCEPT FROM former_people;
DELETE FROM aliases WHERE alias_id IN (SELECT alias_id FROM (FROM former_aliases EXCEPT FROM next_aliases));
INSERT INTO aliases FROM next_aliases EXCEPT FROM former_aliases;
DELETE FROM candidates
WHERE slot = 'person'
    AND (fact_id, candidate_id) IN (
        SELECT (fact_id, candidate_id) FROM (FROM former_candidates EXCEPT FROM next_candidates)
    );
INSERT INTO candidates FROM next_candidates EXCEPT FROM former_candidates;
