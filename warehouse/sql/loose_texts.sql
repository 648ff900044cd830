-- A new text may come between two others, which are compared no more. Where they are reprints of one original and the new
-- one does not link them, all of these are looked at anew; else reprints stay together and are linked as a whole, by
-- their original. Where documents went, looked at are all that have a band of one in the batch, and their reprints.
-- Documents of an old file that are yet to be written again have no original: their NULL, too, has a hash.
CREATE OR REPLACE TEMP TABLE loose_texts AS
WITH parted AS (
    SELECT max(original) FILTER (NOT is_new) AS original
    FROM near_texts
    LEFT JOIN compared_texts USING (document_number, before_number)
    WHERE is_new OR is_after_new
    GROUP BY band, run
    HAVING NOT bool_and(coalesce(alike, false))
        AND max(original) FILTER (NOT is_new) = max(original_before) FILTER (NOT is_new)
),
gone AS (
    SELECT document_number FROM near_texts WHERE EXISTS (FROM written_documents WHERE replaces)
)
SELECT document_number
FROM documents
WHERE document_id IN (SELECT document_id FROM written_documents)
    OR document_number IN (SELECT document_number FROM gone)
    OR hash(original_id) IN (
        SELECT original FROM parted
        UNION
        SELECT hash(original_id) FROM touched_originals WHERE original_id IS NOT NULL
        UNION
        SELECT hash(original_id) FROM documents SEMI JOIN gone USING (document_number) WHERE original_id IS NOT NULL
    );
DELETE FROM text_pairs;
