-- A new text may come between two others, which are compared no more. Where they are reprints of one original and the new
-- one does not link them, all of these are looked at anew; else reprints stay together and are linked as a whole, by
-- their original. Where documents went, looked at are all that have a band of one in the batch, and their reprints.
CREATE OR REPLACE TEMP TABLE loose_texts AS
WITH parted AS (
    SELECT max(original_id) FILTER (NOT is_new) AS original_id
    FROM near_texts
    LEFT JOIN compared_texts USING (document_id, before_id)
    WHERE is_new OR is_after_new
    GROUP BY band, run
    HAVING NOT bool_and(coalesce(alike, false))
        AND max(original_id) FILTER (NOT is_new) = max(original_before) FILTER (NOT is_new)
),
gone AS (
    SELECT document_id FROM near_texts WHERE EXISTS (FROM written_documents WHERE replaces)
)
SELECT document_id
FROM documents
WHERE document_id IN (SELECT document_id FROM written_documents UNION SELECT document_id FROM gone)
    OR original_id IN (
        SELECT original_id FROM parted
        UNION
        SELECT original_id FROM touched_originals
        UNION
        SELECT original_id FROM documents SEMI JOIN gone USING (document_id)
    );

CREATE OR REPLACE TEMP TABLE text_pairs AS
WITH banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
others AS (
    SELECT document_id FROM loose_texts ANTI JOIN written_documents USING (document_id)
),
near AS (
    SELECT document_id, band
    FROM banded
    SEMI JOIN (SELECT unnest(bands) AS band FROM sketches SEMI JOIN others USING (document_id)) USING (band)
),
neighbours AS (
    SELECT
        document_id,
        lag(document_id) OVER (PARTITION BY band ORDER BY published_on NULLS LAST, document_id) AS before_id
    FROM near
    JOIN documents USING (document_id)
)
SELECT DISTINCT document_id, before_id
FROM neighbours
SEMI JOIN others USING (document_id)
ANTI JOIN compared_texts USING (document_id, before_id)
WHERE before_id IS NOT NULL;
