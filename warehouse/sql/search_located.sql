-- Where the words asked for stand, in the documents that hold them all. A word asked for without marks is found with any;
-- where the question has marks, each word is found as it is asked for, and in texts that are written without marks.
CREATE OR REPLACE TEMP TABLE located AS
WITH asked AS (
    SELECT unnest($places) AS place, unnest($terms) AS term, unnest($bares) AS bare
),
found AS (
    SELECT asked.place, indexed.document_id, indexed.term, indexed.term = asked.term AS is_exact, indexed.offsets
    FROM search_terms AS indexed
    JOIN asked ON indexed.bare = asked.bare
    WHERE $is_bare OR indexed.term IN (asked.term, asked.bare)
),
complete AS (
    SELECT document_id FROM found GROUP BY document_id HAVING count(DISTINCT place) = len($places)
)
SELECT
    place,
    document_id,
    if(is_exact OR $is_bare, 1.0, 0.5) AS worth,
    length(term) AS width,
    unnest(offsets) AS start_offset
FROM found
SEMI JOIN complete USING (document_id);
