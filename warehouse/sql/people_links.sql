-- A name in a document, and what tells whose it is; without anything, the document itself. Looked at one by one are the
-- names of the batch, and those of people of whom a document went. As documents only add to what is known of the others,
-- these stay together, and are linked as a whole, by their canonical key.
CREATE OR REPLACE TEMP TABLE loose_names AS
SELECT
    document_id,
    person_key,
    document_id || '@' || person_key AS node,
    person_key || '@' || CASE anchor WHEN '' THEN document_id ELSE anchor END AS hub,
    anchor = '' AS is_open
FROM person_anchors
SEMI JOIN (
    SELECT document_id, person_key FROM person_anchors SEMI JOIN written_documents USING (document_id)
    UNION
    SELECT document_id, person_key FROM person_mentions SEMI JOIN touched_people USING (person_id)
) USING (document_id, person_key);

CREATE OR REPLACE TEMP TABLE met_people AS
SELECT person_id, canonical_key, unit_id, met.hub
FROM (
    SELECT hubs.hub, coalesce(aliases.public_id, hubs.hub_id) AS person_id
    FROM (SELECT DISTINCT hub, public_id('person', hub) AS hub_id FROM loose_names) AS hubs
    LEFT JOIN aliases ON aliases.alias_id = hubs.hub_id
) AS met
JOIN people USING (person_id)
ANTI JOIN touched_people USING (person_id);

CREATE OR REPLACE TEMP TABLE links AS
SELECT node, hub FROM loose_names
UNION ALL
SELECT canonical_key, hub FROM met_people
UNION ALL
SELECT DISTINCT canonical_key, canonical_key FROM met_people;
