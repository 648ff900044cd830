-- One row that every transaction which writes to a lake changes, so that DuckLake itself refuses one of two that overlap:
-- who has the turn may lose it without knowing, when the connection breaks by which PostgreSQL keeps it.
CREATE TABLE IF NOT EXISTS turns (number BIGINT NOT NULL);
COMMENT ON TABLE turns IS 'One row: how often something was written to this lake.';
COMMENT ON COLUMN turns.number IS 'Counted up in every transaction that writes.';
INSERT INTO turns SELECT 0 WHERE (SELECT count(*) FROM turns) = 0;
