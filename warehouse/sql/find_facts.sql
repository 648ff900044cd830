SELECT fact_id, document_id
FROM facts
WHERE starts_with(fact_id, $name)
ORDER BY fact_id
LIMIT $limit;
