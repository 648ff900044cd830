-- The facts of a document whose words hold most of the words asked for, each with the quote that holds most of them.
SELECT facts.family, fact_id, arg_max(quote, (places, -length(quote))) AS quote
FROM (
    SELECT evidence.fact_id, evidence.quote, count(DISTINCT located.place) AS places
    FROM evidence
    JOIN located
        ON located.document_id = evidence.document_id
        AND located.start_offset >= evidence.start_offset
        AND located.start_offset < evidence.end_offset
    WHERE evidence.document_id = $document_id
    GROUP BY ALL
)
JOIN facts USING (fact_id)
GROUP BY facts.family, fact_id
HAVING max(places) = $words
ORDER BY min(length(quote)), fact_id
LIMIT $limit;
