-- What is wrong with the sources in alert_expectations, as the looks of their last 180 days tell; backfills do not count.
CREATE OR REPLACE TEMP TABLE alert_conditions AS
WITH looks AS (
    SELECT
        watched_source,
        run_id,
        started_at,
        problem,
        facts,
        added + changed AS news,
        added + changed + irrelevant AS articles,
        row_number() OVER newest_first AS place
    FROM watch_runs
    SEMI JOIN alert_expectations USING (watched_source)
    WHERE first_day IS NULL
    WINDOW newest_first AS (PARTITION BY watched_source ORDER BY started_at DESC, run_id)
    QUALIFY started_at > first_value(started_at) OVER newest_first - INTERVAL 180 DAY
),
failures AS (
    SELECT
        watched_source,
        coalesce(min(place) FILTER (problem IS NULL) - 1, count(*)) AS failures,
        arg_min(problem, place) AS problem
    FROM looks
    GROUP BY watched_source
),
gaps AS (
    SELECT
        watched_source,
        epoch(started_at - lag(started_at) OVER (PARTITION BY watched_source ORDER BY started_at)) / 86400 AS days
    FROM looks
    WHERE news > 0
),
usual_gaps AS (
    SELECT watched_source, quantile_cont(days, 0.9) AS days, count(days) AS known FROM gaps GROUP BY watched_source
),
silences AS (
    -- While a source fails nobody knows whether it is silent, so its last good look counts.
    SELECT
        watched_source,
        epoch(
            max(started_at) FILTER (problem IS NULL)
            - coalesce(max(started_at) FILTER (news > 0), min(started_at))
        ) / 86400 AS days
    FROM looks
    GROUP BY watched_source
),
allowed_silences AS (
    -- So many times what it is silent for usually, and some days at least; longer while too little is known of it.
    SELECT
        watched_source,
        coalesce(
            silent_days,
            CASE WHEN usual.known >= 4 THEN greatest($silent_factor * usual.days, $silent_least) ELSE $silent_unknown END
        ) AS days
    FROM alert_expectations
    LEFT JOIN usual_gaps AS usual USING (watched_source)
),
placed AS (
    -- Recent: the last looks that usually give so many documents that chance alone hardly brings a third of the facts.
    SELECT
        *,
        (sum(articles) OVER newest_first - articles)
        * (sum(news) OVER whole) / greatest(sum(articles) OVER whole, 1) < $recent_documents AS is_recent
    FROM looks
    WINDOW
        whole AS (PARTITION BY watched_source),
        newest_first AS (
            PARTITION BY watched_source ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
),
yields AS (
    SELECT
        watched_source,
        sum(news) FILTER (NOT is_recent) AS earlier_news,
        sum(facts) FILTER (is_recent) AS facts,
        sum(articles) FILTER (is_recent) AS articles,
        sum(facts) FILTER (NOT is_recent) * sum(articles) FILTER (is_recent)
        / nullif(sum(articles) FILTER (NOT is_recent), 0) AS usual_facts
    FROM placed
    GROUP BY watched_source
)
SELECT
    watched_source,
    'failing' AS kind,
    CASE
        WHEN failures.failures = 1 THEN format('the last look failed: {}', problem)
        ELSE format('{} looks in a row failed: {}', failures.failures, problem)
    END AS detail
FROM failures
INNER JOIN alert_expectations AS expected USING (watched_source)
WHERE expected.failures > 0 AND failures.failures >= expected.failures
UNION ALL
SELECT
    watched_source,
    'silent',
    format('nothing new for {:.1f} days, where {:.1f} are the most to expect', silences.days, allowed.days)
FROM silences
INNER JOIN allowed_silences AS allowed USING (watched_source)
WHERE allowed.days > 0 AND silences.days > allowed.days
UNION ALL
SELECT
    watched_source,
    'poor',
    format('{} facts in the last {} articles, where {:.0f} are usual', facts, articles, usual_facts)
FROM yields
INNER JOIN alert_expectations USING (watched_source)
WHERE earlier_news >= $earlier_documents AND facts < yield_share * usual_facts;
