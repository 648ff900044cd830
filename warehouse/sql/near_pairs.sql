CREATE OR REPLACE TEMP TABLE text_pairs AS
SELECT DISTINCT document_number, before_number
FROM near_texts
WHERE before_number IS NOT NULL AND (is_new OR is_after_new);
