-- Units that the batch names and that were not known; they get their names with the others.
INSERT INTO units
SELECT DISTINCT staged.unit_id, staged.unit_key, staged.unit_key, staged.is_open, staged.province_id, 0
FROM staged_units AS staged
SEMI JOIN touched_units USING (unit_id)
ANTI JOIN units AS stored ON stored.unit_id = staged.unit_id;

CREATE OR REPLACE TEMP TABLE named_units (unit_id VARCHAR, name VARCHAR, mentions INTEGER);
