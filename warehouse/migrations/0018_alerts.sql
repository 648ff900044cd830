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
ALTER TABLE watched_addresses ADD COLUMN from_backfill BOOLEAN DEFAULT false;
COMMENT ON COLUMN watched_addresses.published_on IS 'For a backfill: the day of the article, as its page, its address or the list says.';
COMMENT ON COLUMN watched_addresses.from_backfill IS 'Whether a backfill alone has listed it: the looks of the schedule do not ask for it.';
COMMENT ON COLUMN watched_addresses.outcome IS 'list (of addresses), loaded, duplicate (its document came under another address), irrelevant (not about emulation), outside (of other days than the backfill was for), rejected, gone (404 or 410, after it was there), forbidden (by robots.txt, or a private address), waiting (for a later look), failed (to be tried again).';
