-- Which of the pairs are reprints. Signatures are half a kilobyte each: only those needed are joined.
CREATE OR REPLACE TEMP MACRO are_reprints(ours, theirs, our_day, their_day) AS (
    len(list_filter(range(1, 129), lambda place: ours[place] = theirs[place])) >= 0.85 * 128
    AND abs(coalesce(our_day - their_day, 0)) <= 60
);

INSERT INTO compared_texts
WITH paired AS (
    SELECT document_id, document_number, published_on
    FROM documents
    SEMI JOIN (SELECT unnest([document_number, before_number]) AS document_number FROM text_pairs) USING (document_number)
),
signed AS (
    SELECT document_number, published_on, signature FROM sketches JOIN paired USING (document_id)
)
SELECT
    pairs.document_number,
    pairs.before_number,
    are_reprints(ours.signature, theirs.signature, ours.published_on, theirs.published_on)
FROM (SELECT DISTINCT document_number, before_number FROM text_pairs) AS pairs
JOIN signed AS ours ON ours.document_number = pairs.document_number
JOIN signed AS theirs ON theirs.document_number = pairs.before_number;
