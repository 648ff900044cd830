-- Of the documents with these numbers, those that nobody else is at work on; they are this session's from now on.
SELECT number
FROM unnest(%s::BIGINT[]) AS wanted (number)
WHERE pg_try_advisory_lock(number);
