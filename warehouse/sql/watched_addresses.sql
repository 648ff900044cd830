SELECT
    address, watched_source, stored_as, etag, last_modified, sha256, outcome, reason, listed_date, first_seen_at, checked_at,
    published_on, coalesce(from_backfill, false)
FROM watched_addresses;
