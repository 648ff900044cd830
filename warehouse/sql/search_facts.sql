-- The facts of documents whose evidence holds all of the words asked for, each with the shortest quote that does.
WITH shown AS (
    SELECT * FROM located WHERE document_id IN (SELECT unnest($document_ids))
),
quotes AS (
    SELECT evidence.document_id, evidence.fact_id, evidence.quote
    FROM evidence
    JOIN shown
        ON shown.document_id = evidence.document_id
        AND shown.start_offset >= evidence.start_offset
        AND shown.start_offset < evidence.end_offset
    WHERE evidence.document_id IN (SELECT unnest($document_ids))
    GROUP BY evidence.document_id, evidence.fact_id, evidence.ordinal, evidence.quote
    HAVING count(DISTINCT shown.place) = $words
)
SELECT document_id, family, fact_id, quote
FROM (
    SELECT quotes.document_id, facts.family, fact_id, arg_min(quote, length(quote)) AS quote
    FROM quotes
    JOIN facts USING (fact_id)
    GROUP BY quotes.document_id, facts.family, fact_id
)
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY length(quote), fact_id) <= $limit
ORDER BY document_id, length(quote), fact_id;
