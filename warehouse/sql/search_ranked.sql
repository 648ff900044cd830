-- BM25 over the words and over the pairs of neighbouring words: a Vietnamese word is mostly two syllables, which alone
-- say little. Of a document and its reprints the best counts.
WITH counted AS (
    SELECT document_id, place, sum(worth) AS frequency FROM located GROUP BY document_id, place
    UNION ALL
    SELECT document_id, -1 - place, sum(worth) FROM paired GROUP BY document_id, place
),
archive AS (
    SELECT count(*) AS documents, greatest(avg(words), 1) AS usual_words FROM search_documents
),
rarity AS (
    SELECT place, ln(1 + (archive.documents - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM counted, archive
    GROUP BY place, archive.documents
),
scored AS (
    SELECT
        document_id,
        sum(
            rarity.weight * counted.frequency * 2.2
            / (counted.frequency + 1.2 * (0.25 + 0.75 * search_documents.words / archive.usual_words))
        ) AS score
    FROM counted
    JOIN rarity USING (place)
    JOIN search_documents USING (document_id), archive
    GROUP BY document_id
)
SELECT document_id, doc_id, source, title, published_on, text, score, copies
FROM (
    SELECT
        document_id,
        score,
        count(*) OVER (PARTITION BY original_id) - 1 AS copies,
        row_number() OVER (PARTITION BY original_id ORDER BY score DESC, document_id <> original_id, document_id) AS turn
    FROM scored
    JOIN documents USING (document_id)
    SEMI JOIN wanted USING (document_id)
)
JOIN documents USING (document_id)
WHERE turn = 1
ORDER BY score DESC, published_on DESC NULLS LAST, document_id
LIMIT $limit;
