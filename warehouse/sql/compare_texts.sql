-- Which of the pairs are reprints. Signatures are half a kilobyte each: only those needed are joined.
CREATE OR REPLACE TEMP MACRO are_reprints(ours, theirs, our_day, their_day) AS (
    len(list_filter(range(1, 129), lambda place: ours[place] = theirs[place])) >= 0.85 * 128
    AND abs(coalesce(our_day - their_day, 0)) <= 60
);

INSERT INTO compared_texts
WITH signed AS (
    SELECT document_id, signature, published_on
    FROM sketches
    JOIN documents USING (document_id)
    SEMI JOIN (SELECT unnest([document_id, before_id]) AS document_id FROM text_pairs) USING (document_id)
)
SELECT
    pairs.document_id,
    pairs.before_id,
    are_reprints(ours.signature, theirs.signature, ours.published_on, theirs.published_on)
FROM text_pairs AS pairs
JOIN signed AS ours ON ours.document_id = pairs.document_id
JOIN signed AS theirs ON theirs.document_id = pairs.before_id;
