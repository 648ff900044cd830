-- The units that the batch names: new ones come, those that nothing names any more go, the others get their commonest
-- name. A name that the context had to complete is shown as completed. What is only a candidate has its key for a name.
INSERT INTO units
SELECT DISTINCT staged.unit_id, staged.unit_key, staged.unit_key, staged.is_open, staged.province_id, 0
FROM staged_units AS staged
SEMI JOIN touched_units USING (unit_id)
ANTI JOIN units AS stored ON stored.unit_id = staged.unit_id;

CREATE OR REPLACE TEMP TABLE named_units AS
WITH forms AS (
    SELECT mentions.unit_id, coalesce(completed.name, mentions.written) AS name, count(*) AS mentions
    FROM unit_mentions AS mentions
    LEFT JOIN completed_names AS completed
        ON completed.unit_id = mentions.unit_id
            AND completed.document_id = mentions.document_id
            AND completed.written = mentions.written
    WHERE mentions.unit_id IN (SELECT unit_id FROM touched_units)
    GROUP BY ALL
)
SELECT unit_id, first(name ORDER BY mentions DESC, length(name) DESC, name) AS name, sum(mentions)::INTEGER AS mentions
FROM forms
GROUP BY unit_id;

DELETE FROM units
WHERE unit_id IN (SELECT unit_id FROM touched_units)
    AND unit_id NOT IN (SELECT unit_id FROM named_units)
    AND unit_id NOT IN (SELECT candidate_id FROM listed_candidates WHERE slot = 'unit');

UPDATE units
SET name = renamed.name, mentions = renamed.mentions
FROM (
    SELECT units.unit_id, coalesce(named.name, units.unit_key) AS name, coalesce(named.mentions, 0) AS mentions
    FROM units
    SEMI JOIN touched_units USING (unit_id)
    LEFT JOIN named_units AS named ON named.unit_id = units.unit_id
) AS renamed
WHERE renamed.unit_id = units.unit_id AND (renamed.name <> units.name OR renamed.mentions <> units.mentions);

DROP TABLE named_units;
