-- Texts that share a band are compared: each with the one published before it that has the band too, so that many of a
-- kind cost no more than few. They are reprints where an estimated 85 % of their runs of words are the same and they were
-- published within two months of each other: forms that are filled in anew each year are none.
CREATE OR REPLACE TEMP TABLE near_texts AS
WITH banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
placed AS (
    SELECT
        document_id,
        original_id,
        band,
        written.document_id IS NOT NULL AS is_new,
        row_number() OVER (PARTITION BY band ORDER BY published_on NULLS LAST, document_id) AS place
    FROM banded
    SEMI JOIN touched_bands USING (band)
    JOIN documents USING (document_id)
    LEFT JOIN written_documents AS written USING (document_id)
)
SELECT
    document_id,
    original_id,
    is_new,
    lag(document_id) OVER before AS before_id,
    lag(is_new) OVER before AS is_after_new,
    -- A run of new texts and the one that comes after them; and the original of the one before the run.
    band,
    count(*) FILTER (NOT is_new) OVER earlier AS run,
    last_value(CASE WHEN NOT is_new THEN original_id END IGNORE NULLS) OVER earlier AS original_before
FROM placed
WINDOW
    before AS (PARTITION BY band ORDER BY place),
    earlier AS (PARTITION BY band ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
QUALIFY is_new OR is_after_new OR EXISTS (FROM written_documents WHERE replaces);

CREATE OR REPLACE TEMP TABLE compared_texts (document_id VARCHAR, before_id VARCHAR, alike BOOLEAN);
CREATE OR REPLACE TEMP TABLE text_pairs AS
SELECT DISTINCT document_id, before_id FROM near_texts WHERE before_id IS NOT NULL AND (is_new OR is_after_new);
