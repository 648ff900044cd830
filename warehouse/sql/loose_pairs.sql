-- The pairs of texts that are looked at anew, as near_texts finds those of new ones.
INSERT INTO text_pairs
WITH others AS (
    SELECT document_id, document_number
    FROM documents
    SEMI JOIN loose_texts USING (document_number)
    ANTI JOIN written_documents USING (document_id)
),
banded AS (
    SELECT document_id, unnest(bands) AS band FROM sketches
),
shared AS (
    SELECT DISTINCT band FROM banded SEMI JOIN others USING (document_id) WHERE band % {parts} = {part}
),
neighbours AS (
    SELECT
        document_number,
        lag(document_number) OVER (
            PARTITION BY band ORDER BY published_on NULLS LAST, ('0x' || document_id)::UBIGINT
        ) AS before_number
    FROM banded
    SEMI JOIN shared USING (band)
    JOIN documents USING (document_id)
)
SELECT DISTINCT document_number, before_number
FROM neighbours
SEMI JOIN others USING (document_number)
ANTI JOIN compared_texts USING (document_number, before_number)
WHERE before_number IS NOT NULL;
