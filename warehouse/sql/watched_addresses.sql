SELECT
    address, watched_source, stored_as, etag, last_modified, sha256, outcome, reason, listed_date, first_seen_at, checked_at
FROM watched_addresses;
