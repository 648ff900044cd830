-- Every place where a fact names a unit, for those who look for one wherever it appears.

CREATE VIEW unit_mentions AS
SELECT unit_id, unit AS written, 'member' AS role, fact_id, document_id FROM members
UNION ALL
SELECT unit_id, unit, role, fact_id, document_id FROM headships WHERE unit_id IS NOT NULL
UNION ALL
SELECT unit_id, recipient, 'recipient', fact_id, document_id FROM awards WHERE unit_id IS NOT NULL
UNION ALL
SELECT unit_id, unit, 'office', fact_id, document_id FROM offices WHERE unit_id IS NOT NULL;
COMMENT ON VIEW unit_mentions IS 'One row a mention of a unit. Example: SELECT role, count(*) FROM unit_mentions JOIN units USING (unit_id) WHERE name = ''Bộ Công Thương'' GROUP BY role.';
COMMENT ON COLUMN unit_mentions.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN unit_mentions.written IS 'The name as written.';
COMMENT ON COLUMN unit_mentions.role IS 'member, head or deputy of a cluster, recipient of an award, or office: the organisation in a person''s title.';
COMMENT ON COLUMN unit_mentions.fact_id IS 'The fact.';
COMMENT ON COLUMN unit_mentions.document_id IS 'The document.';

CREATE VIEW person_mentions AS
SELECT person_id, person AS written, 'leader' AS role, person_key, fact_id, document_id FROM leaders
UNION ALL
SELECT person_id, person, role, person_key, fact_id, document_id FROM headships WHERE person_id IS NOT NULL
UNION ALL
SELECT person_id, recipient, 'recipient', person_key, fact_id, document_id FROM awards WHERE person_id IS NOT NULL;
COMMENT ON VIEW person_mentions IS 'One row a mention of a person. Example: SELECT name, role, count(*) FROM person_mentions JOIN people USING (person_id) GROUP BY ALL ORDER BY 3 DESC.';
COMMENT ON COLUMN person_mentions.person_id IS 'The person (people.person_id).';
COMMENT ON COLUMN person_mentions.written IS 'The name as written.';
COMMENT ON COLUMN person_mentions.role IS 'leader, head or deputy of a cluster, or recipient of an award.';
COMMENT ON COLUMN person_mentions.person_key IS 'The folded words of the name.';
COMMENT ON COLUMN person_mentions.fact_id IS 'The fact.';
COMMENT ON COLUMN person_mentions.document_id IS 'The document.';
