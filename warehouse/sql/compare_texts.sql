-- Which of the pairs are reprints. Signatures are half a kilobyte each: they are joined for a part of the pairs at a time.
INSERT INTO compared_texts
WITH pairs AS (
    SELECT DISTINCT document_number, before_number FROM text_pairs WHERE document_number % {parts} = {part}
),
paired AS (
    SELECT document_id, document_number, published_on
    FROM documents
    SEMI JOIN (SELECT unnest([document_number, before_number]) AS document_number FROM pairs) USING (document_number)
),
signed AS (
    SELECT document_number, published_on, signature FROM sketches JOIN paired USING (document_id)
)
SELECT
    pairs.document_number,
    pairs.before_number,
    are_reprints(ours.signature, theirs.signature, ours.published_on, theirs.published_on)
FROM pairs
JOIN signed AS ours ON ours.document_number = pairs.document_number
JOIN signed AS theirs ON theirs.document_number = pairs.before_number;
