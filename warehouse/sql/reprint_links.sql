-- Texts that share a band are compared: each with the one published before it that has the band too, so that many of a
-- kind cost no more than few. They are reprints where an estimated 85 % of their runs of words are the same and they were
-- published within two months of each other: forms that are filled in anew each year are none.
-- Looked at are the documents that have a band of one in the batch, and those that were reprints of the same original as
-- any of these: all whose original may be another one now.
CREATE OR REPLACE TEMP TABLE banded AS
SELECT document_id, unnest(bands) AS band FROM sketches;

CREATE OR REPLACE TEMP TABLE touched_reprints AS
WITH near AS (
    SELECT DISTINCT document_id FROM banded SEMI JOIN touched_bands USING (band)
)
SELECT document_id
FROM documents
WHERE document_id IN (SELECT document_id FROM near)
    OR original_id IN (
        SELECT original_id FROM touched_originals
        UNION
        SELECT original_id FROM documents SEMI JOIN near USING (document_id)
    );

CREATE OR REPLACE TEMP TABLE links AS
WITH shared AS (
    SELECT band
    FROM banded
    SEMI JOIN (SELECT band FROM banded SEMI JOIN touched_reprints USING (document_id)) USING (band)
    GROUP BY band
    HAVING count(*) > 1
),
neighbours AS (
    SELECT DISTINCT
        document_id,
        lag(document_id) OVER (PARTITION BY band ORDER BY published_on NULLS LAST, document_id) AS before_id
    FROM banded
    SEMI JOIN shared USING (band)
    JOIN documents USING (document_id)
),
compared AS (
    SELECT
        neighbours.document_id,
        neighbours.before_id,
        len(list_filter(range(1, 129), lambda place: ours.signature[place] = theirs.signature[place])) AS alike,
        abs(coalesce(our_day.published_on - their_day.published_on, 0)) AS days
    FROM (FROM neighbours SEMI JOIN touched_reprints USING (document_id)) AS neighbours
    JOIN sketches AS ours ON ours.document_id = neighbours.document_id
    JOIN sketches AS theirs ON theirs.document_id = neighbours.before_id
    JOIN documents AS our_day ON our_day.document_id = neighbours.document_id
    JOIN documents AS their_day ON their_day.document_id = neighbours.before_id
)
SELECT unnest([document_id, before_id]) AS node, least(document_id, before_id) AS hub
FROM compared
WHERE alike >= 0.85 * 128 AND days <= 60;
