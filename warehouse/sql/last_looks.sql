SELECT watched_source, max(started_at) FROM watch_runs WHERE first_day IS NULL GROUP BY watched_source;
