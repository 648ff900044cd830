-- Texts that share a band are compared: each with the one published before it that has the band too, so that many of a
-- kind cost no more than few. They are reprints where an estimated 85 % of their runs of words are the same and they were
-- published within two months of each other: forms that are filled in anew each year are none.
-- Looked at are the documents of the batch with those next to them in a band, and where documents went, all that have a
-- band of one in the batch; and all that were reprints of the same original as any of these.
CREATE OR REPLACE TEMP TABLE touched_reprints AS
WITH banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
near AS (
    SELECT
        document_id,
        lag(document_id) OVER place AS before_id,
        lead(document_id) OVER place AS after_id
    FROM banded
    SEMI JOIN touched_bands USING (band)
    JOIN documents USING (document_id)
    WINDOW place AS (PARTITION BY band ORDER BY published_on NULLS LAST, document_id)
),
moved AS (
    SELECT document_id FROM written_documents
    UNION
    SELECT unnest([before_id, after_id]) FROM near SEMI JOIN written_documents USING (document_id)
    UNION
    SELECT document_id FROM near WHERE EXISTS (FROM written_documents WHERE replaces)
)
SELECT document_id
FROM documents
WHERE document_id IN (SELECT document_id FROM moved)
    OR original_id IN (
        SELECT original_id FROM touched_originals
        UNION
        SELECT original_id FROM documents SEMI JOIN moved USING (document_id)
    );

CREATE OR REPLACE TEMP TABLE links AS
WITH banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
near AS (
    SELECT document_id, band
    FROM banded
    SEMI JOIN (SELECT unnest(bands) AS band FROM sketches SEMI JOIN touched_reprints USING (document_id)) USING (band)
),
neighbours AS (
    SELECT
        document_id,
        lag(document_id) OVER (PARTITION BY band ORDER BY published_on NULLS LAST, document_id) AS before_id
    FROM near
    JOIN documents USING (document_id)
),
compared AS (
    SELECT
        neighbours.document_id,
        neighbours.before_id,
        len(list_filter(range(1, 129), lambda place: ours.signature[place] = theirs.signature[place])) AS alike,
        abs(coalesce(our_day.published_on - their_day.published_on, 0)) AS days
    FROM (
        SELECT DISTINCT * FROM neighbours SEMI JOIN touched_reprints USING (document_id) WHERE before_id IS NOT NULL
    ) AS neighbours
    JOIN sketches AS ours ON ours.document_id = neighbours.document_id
    JOIN sketches AS theirs ON theirs.document_id = neighbours.before_id
    JOIN documents AS our_day ON our_day.document_id = neighbours.document_id
    JOIN documents AS their_day ON their_day.document_id = neighbours.before_id
)
SELECT unnest([document_id, before_id]) AS node, least(document_id, before_id) AS hub
FROM compared
WHERE alike >= 0.85 * 128 AND days <= 60;
