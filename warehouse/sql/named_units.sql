-- The commonest name of each unit that the batch names, a part of them at a time. A name that the context had to complete
-- is shown as completed.
INSERT INTO named_units
WITH touched AS (
    SELECT unit_id FROM touched_units WHERE hash(unit_id) % {parts} = {part}
),
forms AS (
    SELECT mentions.unit_id, coalesce(completed.name, mentions.written) AS name, count(*) AS mentions
    FROM unit_mentions AS mentions
    LEFT JOIN (FROM completed_names SEMI JOIN touched USING (unit_id)) AS completed
        ON completed.unit_id = mentions.unit_id
            AND completed.document_id = mentions.document_id
            AND completed.written = mentions.written
    WHERE mentions.unit_id IN (SELECT unit_id FROM touched)
    GROUP BY ALL
)
SELECT unit_id, first(name ORDER BY mentions DESC, length(name) DESC, name) AS name, sum(mentions)::INTEGER AS mentions
FROM forms
GROUP BY unit_id;
