-- What is wrong with watched sources, and what a backfill finds: articles of a range of days, listed in archives.

CREATE TABLE alerts (
    watched_source VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    sent_at TIMESTAMP,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (watched_source, kind, began_at)
);
COMMENT ON TABLE alerts IS 'One row an incident: something wrong with a watched source, from the look that showed it to the one that did not any more. Example: SELECT watched_source, kind, detail FROM alerts WHERE ended_at IS NULL.';
COMMENT ON COLUMN alerts.watched_source IS 'Name of the source in sources.toml.';
COMMENT ON COLUMN alerts.kind IS 'failing (it cannot be looked at), silent (nothing new for longer than is usual there), poor (far fewer facts than its articles usually give).';
COMMENT ON COLUMN alerts.began_at IS 'When it was noticed (UTC).';
COMMENT ON COLUMN alerts.ended_at IS 'When it was found to be over (UTC); null while it lasts.';
COMMENT ON COLUMN alerts.sent_at IS 'When it was sent to the notification block that sources.toml names (UTC).';
COMMENT ON COLUMN alerts.detail IS 'What is wrong, in words, as of the last look.';

ALTER TABLE watch_runs ADD COLUMN outside INTEGER DEFAULT 0;
ALTER TABLE watch_runs ADD COLUMN first_day DATE;
ALTER TABLE watch_runs ADD COLUMN last_day DATE;
COMMENT ON COLUMN watch_runs.outside IS 'For a backfill: articles that were read and are of other days.';
COMMENT ON COLUMN watch_runs.first_day IS 'For a backfill: the first day it was for; null for the looks of the schedule.';
COMMENT ON COLUMN watch_runs.last_day IS 'For a backfill: the last day it was for.';

ALTER TABLE watched_addresses ADD COLUMN published_on DATE;
ALTER TABLE watched_addresses ADD COLUMN from_backfill BOOLEAN;
COMMENT ON COLUMN watched_addresses.published_on IS 'For a backfill: the day of the article, as its page, its address or the list says.';
COMMENT ON COLUMN watched_addresses.from_backfill IS 'Whether a backfill alone has listed it, so that the looks of the schedule do not ask for it; null where it was known before there were backfills.';
COMMENT ON COLUMN watched_addresses.outcome IS 'list (of addresses), loaded, duplicate (its document came under another address), irrelevant (not about emulation), outside (of other days than the backfill was for), rejected, gone (404 or 410, after it was there), forbidden (by robots.txt, or a private address), waiting (for a later look), failed (to be tried again).';

CREATE VIEW watched_sources AS
WITH looks AS (
    SELECT
        watched_source,
        started_at,
        problem,
        added + changed AS news,
        facts,
        rejected,
        max(started_at) OVER (PARTITION BY watched_source) - started_at AS age
    FROM watch_runs
    WHERE first_day IS NULL
)
SELECT
    watched_source,
    max(started_at) AS last_look,
    max(started_at) FILTER (news > 0) AS last_news,
    coalesce(sum(news) FILTER (age < INTERVAL 7 DAY), 0)::BIGINT AS news,
    coalesce(sum(news) FILTER (age >= INTERVAL 7 DAY AND age < INTERVAL 14 DAY), 0)::BIGINT AS news_before,
    coalesce(sum(facts) FILTER (age < INTERVAL 7 DAY), 0)::BIGINT AS facts,
    coalesce(sum(facts) FILTER (age >= INTERVAL 7 DAY AND age < INTERVAL 14 DAY), 0)::BIGINT AS facts_before,
    coalesce(sum(rejected) FILTER (age < INTERVAL 7 DAY), 0)::BIGINT AS rejected,
    max(problem) FILTER (age = INTERVAL 0 SECOND) AS problem,
    (
        SELECT string_agg(kind, ', ' ORDER BY kind)
        FROM alerts
        WHERE alerts.watched_source = looks.watched_source AND ended_at IS NULL
    ) AS alerts
FROM looks
GROUP BY watched_source;
COMMENT ON VIEW watched_sources IS 'One row a watched source: how it is, and what it brought in the seven days up to its last look and in the seven before; backfills do not count. Example: SELECT watched_source, news, news_before, alerts FROM watched_sources.';
COMMENT ON COLUMN watched_sources.watched_source IS 'Name of the source in sources.toml.';
COMMENT ON COLUMN watched_sources.last_look IS 'When the last look at it began (UTC).';
COMMENT ON COLUMN watched_sources.last_news IS 'When the last look began that brought something new or changed (UTC).';
COMMENT ON COLUMN watched_sources.news IS 'Documents that were new or changed in the seven days up to the last look.';
COMMENT ON COLUMN watched_sources.news_before IS 'The same for the seven days before these.';
COMMENT ON COLUMN watched_sources.facts IS 'Facts of the documents in news.';
COMMENT ON COLUMN watched_sources.facts_before IS 'Facts of the documents in news_before.';
COMMENT ON COLUMN watched_sources.rejected IS 'What was rejected in the seven days up to the last look.';
COMMENT ON COLUMN watched_sources.problem IS 'Why the last look could not look at the source, or at a part of it.';
COMMENT ON COLUMN watched_sources.alerts IS 'Kinds of the incidents that last (alerts.kind).';
