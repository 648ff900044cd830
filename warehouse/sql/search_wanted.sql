-- The documents in which each passage that is asked for in quotation marks stands as a whole: the place of a word less
-- its distance from the beginning of the passage is the same for all of its words.
CREATE OR REPLACE TEMP TABLE wanted AS
WITH passages AS (
    SELECT unnest($phrases) AS phrase, unnest($places) AS place, unnest($shifts) AS shift, unnest($lengths) AS length
),
standing AS (
    SELECT DISTINCT document_id, phrase
    FROM (
        SELECT located.document_id, passages.phrase
        FROM located
        JOIN passages USING (place)
        GROUP BY located.document_id, passages.phrase, located.start_offset - passages.shift
        HAVING count(DISTINCT place) = any_value(passages.length)
    )
)
SELECT document_id
FROM (SELECT DISTINCT document_id FROM located)
LEFT JOIN standing USING (document_id)
GROUP BY document_id
HAVING count(phrase) = (SELECT count(DISTINCT phrase) FROM passages);
