CREATE TABLE forgotten (
    sha256 VARCHAR PRIMARY KEY,
    reason VARCHAR,
    forgotten_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE forgotten IS 'One row a document that was removed and is not to be loaded again (thidua forget); nothing else is kept of it.';
COMMENT ON COLUMN forgotten.sha256 IS 'SHA-256 of its bytes, hexadecimal.';
COMMENT ON COLUMN forgotten.reason IS 'Why, as far as somebody said.';
COMMENT ON COLUMN forgotten.forgotten_at IS 'When it was removed (UTC).';
