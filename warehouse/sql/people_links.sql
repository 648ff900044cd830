-- A name in a document, and what tells whose it is; without anything, the document itself.
CREATE OR REPLACE TEMP TABLE links AS
SELECT
    document_id || '@' || person_key AS node,
    person_key || '@' || CASE anchor WHEN '' THEN document_id ELSE anchor END AS hub
FROM person_anchors
WHERE person_key IN (SELECT person_key FROM touched_names);
