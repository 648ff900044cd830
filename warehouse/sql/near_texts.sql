-- Texts that share a band are compared: each with the one published before it that has the band too, so that many of a
-- kind cost no more than few. They are reprints where an estimated 85 % of their runs of words are the same and they were
-- published within two months of each other: forms that are filled in anew each year are none.
-- Of an archive's texts many thousand may share a band: they go by their numbers and by hashes of their originals' keys.
CREATE OR REPLACE TEMP TABLE near_texts AS
WITH banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
placed AS (
    SELECT
        document_number,
        hash(original_id) AS original,
        band,
        document_id IN (SELECT document_id FROM written_documents) AS is_new,
        row_number() OVER (PARTITION BY band ORDER BY published_on NULLS LAST, document_id) AS place
    FROM banded
    SEMI JOIN touched_bands USING (band)
    JOIN documents USING (document_id)
)
SELECT
    document_number,
    original,
    is_new,
    lag(document_number) OVER before AS before_number,
    lag(is_new) OVER before AS is_after_new,
    -- A run of new texts and the one that comes after them; and the original of the one before the run.
    band,
    count(*) FILTER (NOT is_new) OVER earlier AS run,
    last_value(CASE WHEN NOT is_new THEN original END IGNORE NULLS) OVER earlier AS original_before
FROM placed
WINDOW
    before AS (PARTITION BY band ORDER BY place),
    earlier AS (PARTITION BY band ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
QUALIFY is_new OR is_after_new OR EXISTS (FROM written_documents WHERE replaces);

CREATE OR REPLACE TEMP TABLE compared_texts (document_number INTEGER, before_number INTEGER, alike BOOLEAN);
CREATE OR REPLACE TEMP TABLE text_pairs AS
SELECT DISTINCT document_number, before_number
FROM near_texts
WHERE before_number IS NOT NULL AND (is_new OR is_after_new);
