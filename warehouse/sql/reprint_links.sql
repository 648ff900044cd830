-- Texts that share a band are compared: each with the one published before it that has the band too, so that many of a
-- kind cost no more than few. They are reprints where an estimated 85 % of their runs of words are the same and they were
-- published within two months of each other: forms that are filled in anew each year are none.
-- A new text may come between two others, which are compared no more. Where they are reprints of one original and the new
-- one does not link them, all of these are looked at anew; else reprints stay together and are linked as a whole, by
-- their original. Where documents went, looked at are all that have a band of one in the batch, and their reprints.
CREATE OR REPLACE TEMP MACRO are_reprints(ours, theirs, our_day, their_day) AS (
    len(list_filter(range(1, 129), lambda place: ours[place] = theirs[place])) >= 0.85 * 128
    AND abs(coalesce(our_day - their_day, 0)) <= 60
);

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

CREATE OR REPLACE TEMP TABLE compared_texts AS
SELECT
    pairs.document_id,
    pairs.before_id,
    are_reprints(ours.signature, theirs.signature, our_day.published_on, their_day.published_on) AS alike
FROM (
    SELECT DISTINCT document_id, before_id FROM near_texts WHERE before_id IS NOT NULL AND (is_new OR is_after_new)
) AS pairs
JOIN sketches AS ours ON ours.document_id = pairs.document_id
JOIN sketches AS theirs ON theirs.document_id = pairs.before_id
JOIN documents AS our_day ON our_day.document_id = pairs.document_id
JOIN documents AS their_day ON their_day.document_id = pairs.before_id;

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

INSERT INTO compared_texts
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
SELECT
    pairs.document_id,
    pairs.before_id,
    are_reprints(ours.signature, theirs.signature, our_day.published_on, their_day.published_on)
FROM (
    SELECT DISTINCT document_id, before_id FROM neighbours SEMI JOIN others USING (document_id) WHERE before_id IS NOT NULL
) AS pairs
ANTI JOIN compared_texts AS compared
    ON compared.document_id = pairs.document_id AND compared.before_id = pairs.before_id
JOIN sketches AS ours ON ours.document_id = pairs.document_id
JOIN sketches AS theirs ON theirs.document_id = pairs.before_id
JOIN documents AS our_day ON our_day.document_id = pairs.document_id
JOIN documents AS their_day ON their_day.document_id = pairs.before_id;

CREATE OR REPLACE TEMP TABLE links AS
WITH groups AS (
    SELECT document_id, CASE WHEN loose.document_id IS NULL THEN coalesce(original_id, document_id) ELSE document_id END AS node
    FROM documents
    LEFT JOIN loose_texts AS loose USING (document_id)
)
SELECT unnest([ours.node, theirs.node]) AS node, least(ours.node, theirs.node) AS hub
FROM compared_texts AS compared
JOIN groups AS ours ON ours.document_id = compared.document_id
JOIN groups AS theirs ON theirs.document_id = compared.before_id
WHERE compared.alike;
