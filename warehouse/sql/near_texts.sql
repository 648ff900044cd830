-- Texts that share a band are compared: each with the one published before it that has the band too, so that many of a
-- kind cost no more than few. They are reprints where an estimated 85 % of their runs of words are the same and they were
-- published within two months of each other: forms that are filled in anew each year are none.
-- Of an archive's texts many thousand may share a band: they go by numbers (a document_id is one of 64 bits), and a part of
-- the bands at a time.
INSERT INTO near_texts BY NAME
WITH banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
placed AS (
    SELECT
        document_number,
        CASE WHEN original_id IS NOT NULL THEN hash(original_id) END AS original,
        document_id IN (SELECT document_id FROM written_documents) AS is_new,
        band,
        published_on,
        ('0x' || document_id)::UBIGINT AS id
    FROM banded
    SEMI JOIN (SELECT band FROM touched_bands WHERE band % {parts} = {part}) USING (band)
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
    before AS (PARTITION BY band ORDER BY published_on NULLS LAST, id),
    earlier AS (PARTITION BY band ORDER BY published_on NULLS LAST, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
QUALIFY is_new OR is_after_new OR EXISTS (FROM written_documents WHERE replaces);
