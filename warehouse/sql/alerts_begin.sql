INSERT INTO alerts BY NAME
SELECT watched_source, kind, $now AS began_at, detail
FROM alert_conditions
ANTI JOIN (FROM alerts WHERE ended_at IS NULL) AS known USING (watched_source, kind);
