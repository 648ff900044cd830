-- What is wrong no more, and what nobody watches any more where all the sources are known.
UPDATE alerts
SET ended_at = $now
WHERE
    ended_at IS NULL
    AND ($are_all OR watched_source IN (SELECT watched_source FROM alert_expectations))
    AND (watched_source, kind) NOT IN (SELECT (watched_source, kind) FROM alert_conditions);
