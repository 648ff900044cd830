-- The people of the names in the batch. A name in one document is one person; names in several documents are one person
-- where something that tells whose they are is the same, directly or through further documents.
CREATE OR REPLACE TEMP TABLE same_people AS
SELECT
    split_part(node, '@', 1) AS document_id,
    split_part(node, '@', 2) AS person_key,
    public_id('person', label) AS person_id,
    split_part(label, '@', 2) AS anchor,
    label = split_part(node, '@', 2) || '@' || split_part(node, '@', 1) AS is_open
FROM labels
GROUP BY ALL;

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

CREATE OR REPLACE TEMP TABLE former_people AS
SELECT person_id FROM people WHERE person_key IN (SELECT person_key FROM touched_names);
DELETE FROM aliases WHERE public_id IN (SELECT person_id FROM former_people);
DELETE FROM candidates WHERE slot = 'person' AND candidate_id IN (SELECT person_id FROM former_people);
DELETE FROM people WHERE person_id IN (SELECT person_id FROM former_people);

INSERT INTO people
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
    CASE WHEN NOT told.is_open AND told.anchor NOT LIKE '%/%' THEN public_id('unit', told.anchor) END,
    told.is_open,
    names.mentions
FROM names
JOIN (SELECT DISTINCT person_id, person_key, anchor, is_open FROM same_people) AS told USING (person_id);

INSERT INTO aliases
SELECT DISTINCT public_id('person', hub), public_id('person', label)
FROM labels
WHERE hub <> label;

INSERT INTO candidates
SELECT mentions.fact_id, 'person', others.person_id, mentions.document_id, 'name'
FROM person_mentions AS mentions
JOIN people ON people.person_id = mentions.person_id AND people.is_open
JOIN people AS others ON others.person_key = people.person_key AND NOT others.is_open
WHERE people.person_key IN (SELECT person_key FROM touched_names);
