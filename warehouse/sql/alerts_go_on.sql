UPDATE alerts
SET detail = conditions.detail
FROM alert_conditions AS conditions
WHERE
    alerts.watched_source = conditions.watched_source
    AND alerts.kind = conditions.kind
    AND alerts.ended_at IS NULL
    AND alerts.detail <> conditions.detail;
