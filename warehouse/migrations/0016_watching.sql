-- Publications that are watched: what stood at an address before, what is known of each address, and what each look at a
-- source gave.

CREATE TABLE document_versions (
    document_id VARCHAR NOT NULL,
    superseded_at TIMESTAMP NOT NULL,
    superseded_by VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    title VARCHAR,
    published_on DATE,
    media_type VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    metadata MAP(VARCHAR, VARCHAR) NOT NULL,
    extractor_version VARCHAR NOT NULL,
    load_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, superseded_at)
);
COMMENT ON TABLE document_versions IS 'One row an earlier version of a watched document, which another has taken the place of: its text stays, its facts are gone from the tables of facts.';
COMMENT ON COLUMN document_versions.document_id IS 'What was its key in documents.';
COMMENT ON COLUMN document_versions.superseded_at IS 'When another version took its place (UTC).';
COMMENT ON COLUMN document_versions.superseded_by IS 'That version (documents.document_id, or document_versions.document_id where it was followed by another).';
COMMENT ON COLUMN document_versions.source IS 'Where it stood: path or URL.';
COMMENT ON COLUMN document_versions.doc_id IS 'Its short name.';
COMMENT ON COLUMN document_versions.title IS 'Title as its text states it.';
COMMENT ON COLUMN document_versions.published_on IS 'Date of publication as its text states it.';
COMMENT ON COLUMN document_versions.media_type IS 'Media type of the bytes.';
COMMENT ON COLUMN document_versions.sha256 IS 'SHA-256 of the bytes, hexadecimal.';
COMMENT ON COLUMN document_versions.text_sha256 IS 'SHA-256 of the text in UTF-8, hexadecimal.';
COMMENT ON COLUMN document_versions.text IS 'The text.';
COMMENT ON COLUMN document_versions.metadata IS 'What the container says of itself, as written.';
COMMENT ON COLUMN document_versions.extractor_version IS 'Version of the extractor that gave the facts it had.';
COMMENT ON COLUMN document_versions.load_id IS 'The load (loads.load_id) that wrote it.';

ALTER TABLE loads ADD COLUMN documents_superseded BIGINT DEFAULT 0;
COMMENT ON COLUMN loads.documents_superseded IS 'Documents that a new version took the place of; they are in document_versions now.';

CREATE TABLE watched_addresses (
    address VARCHAR PRIMARY KEY,
    watched_source VARCHAR NOT NULL,
    stored_as VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    sha256 VARCHAR,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    listed_date VARCHAR,
    first_seen_at TIMESTAMP NOT NULL,
    checked_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE watched_addresses IS 'One row an address that a watched source listed, or its list itself: what came of it when it was last asked. Example: SELECT outcome, count(*) FROM watched_addresses GROUP BY ALL.';
COMMENT ON COLUMN watched_addresses.address IS 'The URL in its plain form, without what only counts visitors.';
COMMENT ON COLUMN watched_addresses.watched_source IS 'Name of the source in sources.toml that listed it last.';
COMMENT ON COLUMN watched_addresses.stored_as IS 'The source (document_sources.source) that its document has: where redirects and the page itself say it belongs.';
COMMENT ON COLUMN watched_addresses.etag IS 'ETag of the last answer, as given.';
COMMENT ON COLUMN watched_addresses.last_modified IS 'Last-Modified of the last answer, as given.';
COMMENT ON COLUMN watched_addresses.sha256 IS 'SHA-256 of the bytes last received, hexadecimal.';
COMMENT ON COLUMN watched_addresses.outcome IS 'list (of addresses), loaded, duplicate (its document came under another address), irrelevant (not about emulation), rejected, gone (404 or 410, after it was there), forbidden (by robots.txt, or a private address), failed (to be tried again).';
COMMENT ON COLUMN watched_addresses.reason IS 'Why, where it was not loaded.';
COMMENT ON COLUMN watched_addresses.listed_date IS 'The date that the list gave for it, as given.';
COMMENT ON COLUMN watched_addresses.first_seen_at IS 'When it was first listed (UTC).';
COMMENT ON COLUMN watched_addresses.checked_at IS 'When it was last asked (UTC).';

CREATE TABLE watched_hosts (
    host VARCHAR PRIMARY KEY,
    not_before TIMESTAMP NOT NULL
);
COMMENT ON TABLE watched_hosts IS 'One row a host that asked to be left alone for a time (429 or 503 with Retry-After).';
COMMENT ON COLUMN watched_hosts.host IS 'The host, with its port where it is not the usual one.';
COMMENT ON COLUMN watched_hosts.not_before IS 'When it may be asked again (UTC).';

CREATE TABLE watch_runs (
    run_id VARCHAR NOT NULL,
    watched_source VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    listed INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    unmodified INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    irrelevant INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    postponed INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    problem VARCHAR,
    PRIMARY KEY (run_id, watched_source)
);
COMMENT ON TABLE watch_runs IS 'One row a look at a watched source. Example: SELECT watched_source, sum(added), sum(facts) FROM watch_runs WHERE started_at > now() - INTERVAL 7 DAY GROUP BY ALL.';
COMMENT ON COLUMN watch_runs.run_id IS 'The run (also loads.run_id).';
COMMENT ON COLUMN watch_runs.watched_source IS 'Name of the source in sources.toml.';
COMMENT ON COLUMN watch_runs.started_at IS 'When it began (UTC).';
COMMENT ON COLUMN watch_runs.finished_at IS 'When it ended (UTC).';
COMMENT ON COLUMN watch_runs.listed IS 'Addresses (or files) that the source listed.';
COMMENT ON COLUMN watch_runs.asked IS 'Addresses that were asked for.';
COMMENT ON COLUMN watch_runs.unmodified IS 'Of these, what had not changed: by the server''s word, its bytes or its text.';
COMMENT ON COLUMN watch_runs.added IS 'Documents that were new.';
COMMENT ON COLUMN watch_runs.changed IS 'Documents that took the place of an earlier version.';
COMMENT ON COLUMN watch_runs.duplicates IS 'Addresses whose document was there already under another.';
COMMENT ON COLUMN watch_runs.irrelevant IS 'What is not about emulation and was not loaded.';
COMMENT ON COLUMN watch_runs.rejected IS 'What could not be fetched, must not be, or could not be read.';
COMMENT ON COLUMN watch_runs.gone IS 'Addresses that have vanished; their documents stay.';
COMMENT ON COLUMN watch_runs.postponed IS 'Addresses left for a later run: too many, or their host asked for rest.';
COMMENT ON COLUMN watch_runs.facts IS 'Facts of the documents that were loaded.';
COMMENT ON COLUMN watch_runs.problem IS 'Why the source itself could not be looked at.';
