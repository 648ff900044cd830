-- A name in one document is one person; names in several documents are one person where something that tells whose they
-- are is the same, directly or through further documents. Earlier people that the batch met may go by another key from now
-- on, the first in alphabetical order of more of them, or of several people that turned out to be one: they are renamed.
CREATE OR REPLACE TEMP TABLE same_people AS
SELECT DISTINCT loose_names.document_id, loose_names.person_key, public_id('person', labels.label) AS person_id
FROM loose_names
JOIN labels ON labels.node = loose_names.node;

CREATE OR REPLACE TEMP TABLE renamed_people AS
SELECT DISTINCT met_people.person_id AS former_id, public_id('person', labels.label) AS person_id
FROM met_people
JOIN labels ON labels.node = met_people.canonical_key
WHERE labels.label <> met_people.canonical_key;

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
UPDATE leaders SET person_id = renamed.person_id FROM renamed_people AS renamed WHERE renamed.former_id = leaders.person_id;
UPDATE headships SET person_id = renamed.person_id FROM renamed_people AS renamed WHERE renamed.former_id = headships.person_id;
UPDATE awards SET person_id = renamed.person_id FROM renamed_people AS renamed WHERE renamed.former_id = awards.person_id;

-- Rows that stay as they are are left alone: to write as little as possible is what makes a load fast.
CREATE OR REPLACE TEMP TABLE next_people AS
WITH told AS (
    SELECT labels.label, split_part(labels.hub, '@', 2) AS unit_key, loose_names.is_open
    FROM loose_names
    JOIN labels ON labels.node = loose_names.node AND labels.hub = loose_names.hub
    UNION ALL
    SELECT labels.label, units.unit_key, false
    FROM met_people
    JOIN labels ON labels.node = met_people.canonical_key AND labels.hub = met_people.canonical_key
    LEFT JOIN units ON units.unit_id = met_people.unit_id
),
keyed AS (
    SELECT
        label,
        public_id('person', label) AS person_id,
        -- A unit says more than a cluster.
        min(unit_key) FILTER (NOT is_open AND NOT contains(unit_key, '/')) AS unit_key,
        bool_or(is_open) AS is_open
    FROM told
    GROUP BY label
),
forms AS (
    SELECT person_id, written, count(*) AS mentions FROM person_mentions SEMI JOIN keyed USING (person_id) GROUP BY ALL
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
    person_id,
    split_part(label, '@', 1) AS person_key,
    name,
    public_id('unit', unit_key) AS unit_id,
    is_open,
    mentions,
    label AS canonical_key
FROM keyed
JOIN names USING (person_id);

CREATE OR REPLACE TEMP TABLE former_people AS
SELECT *
FROM people
WHERE person_id IN (SELECT person_id FROM met_people UNION SELECT person_id FROM touched_people);

CREATE OR REPLACE TEMP TABLE next_aliases AS
SELECT DISTINCT public_id('person', hub) AS alias_id, public_id('person', label) AS public_id
FROM labels
WHERE hub <> label
UNION
SELECT aliases.alias_id, renamed.person_id
FROM aliases
JOIN renamed_people AS renamed ON renamed.former_id = aliases.public_id
WHERE aliases.alias_id <> renamed.person_id;
CREATE OR REPLACE TEMP TABLE former_aliases AS
SELECT *
FROM aliases
WHERE public_id IN (SELECT person_id FROM touched_people UNION SELECT former_id FROM renamed_people)
    OR alias_id IN (SELECT alias_id FROM next_aliases);

DELETE FROM people WHERE person_id IN (SELECT person_id FROM (FROM former_people EXCEPT FROM next_people));
INSERT INTO people FROM next_people EXCEPT FROM former_people;
DELETE FROM aliases WHERE alias_id IN (SELECT alias_id FROM (FROM former_aliases EXCEPT FROM next_aliases));
INSERT INTO aliases FROM next_aliases EXCEPT FROM former_aliases;

DROP TABLE loose_names;
DROP TABLE met_people;
DROP TABLE same_people;
DROP TABLE renamed_people;
DROP TABLE next_people;
DROP TABLE former_people;
DROP TABLE next_aliases;
DROP TABLE former_aliases;
