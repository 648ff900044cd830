-- Units that nothing names any more go, the others get their commonest name. What is only a candidate has its key for a name.
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
