-- Tables that many rows come into lose their primary keys. DuckDB writes the whole index of a table at the end of each load
-- that adds a row to it, so that a load into a large file took longer for these keys than for all of its facts. The keys
-- are as unique as before: the loader writes the rows of a document together, and warehouse.check verifies them. The
-- tables of facts, evidence, documents, units, clusters and people keep theirs.

ALTER TABLE person_anchors RENAME TO keyed;
CREATE TABLE person_anchors (
    document_id VARCHAR NOT NULL,
    person_key VARCHAR NOT NULL,
    anchor VARCHAR NOT NULL
);
INSERT INTO person_anchors BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE person_anchors IS 'One row a thing by which a document tells who of a name is meant: a unit or cluster that the person leads.';
COMMENT ON COLUMN person_anchors.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN person_anchors.person_key IS 'The folded words of the name.';
COMMENT ON COLUMN person_anchors.anchor IS 'Key of the unit (units.unit_key) or cluster (clusters.candidate_key); empty where the document gives nothing but the name.';

ALTER TABLE aliases RENAME TO keyed;
CREATE TABLE aliases (
    alias_id VARCHAR NOT NULL,
    public_id VARCHAR NOT NULL
);
INSERT INTO aliases BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE aliases IS 'One row a public key that leads to another: of a person known by several units each would be a key of its own, and a cluster may turn out to be one whose system is known.';
COMMENT ON COLUMN aliases.alias_id IS 'A key that was, or could have been, given out.';
COMMENT ON COLUMN aliases.public_id IS 'The key that counts now (people.person_id or canonical_clusters.canonical_id).';

ALTER TABLE candidates RENAME TO keyed;
CREATE TABLE candidates (
    fact_id VARCHAR NOT NULL,
    slot VARCHAR NOT NULL,
    candidate_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
INSERT INTO candidates BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE candidates IS 'One row a unit, cluster or person that an uncertain mention may stand for; nothing is chosen where several fit.';
COMMENT ON COLUMN candidates.fact_id IS 'The fact with the mention.';
COMMENT ON COLUMN candidates.slot IS 'unit, cluster or person: which of its mentions.';
COMMENT ON COLUMN candidates.candidate_id IS 'What it may be (units.unit_id, canonical_clusters.canonical_id or people.person_id).';
COMMENT ON COLUMN candidates.document_id IS 'The document of the fact (documents.document_id).';
COMMENT ON COLUMN candidates.reason IS 'place: the document names several places that fit; members: clusters with some of the same members; name: people of the same name.';

ALTER TABLE completed_names RENAME TO keyed;
CREATE TABLE completed_names (
    document_id VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL,
    written VARCHAR NOT NULL,
    name VARCHAR NOT NULL
);
INSERT INTO completed_names BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE completed_names IS 'One row a name that a document writes without its place (Công an tỉnh) and that its context completes.';
COMMENT ON COLUMN completed_names.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN completed_names.unit_id IS 'The unit meant (units.unit_id).';
COMMENT ON COLUMN completed_names.written IS 'The name as written.';
COMMENT ON COLUMN completed_names.name IS 'The name with its place.';

ALTER TABLE offices RENAME TO keyed;
CREATE TABLE offices (
    fact_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    office VARCHAR NOT NULL,
    unit VARCHAR,
    unit_id VARCHAR
);
INSERT INTO offices BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE offices IS 'One row a title of a leader, taken apart.';
COMMENT ON COLUMN offices.fact_id IS 'The leader (leaders.fact_id).';
COMMENT ON COLUMN offices.ordinal IS 'Place among the leader''s titles, from 0.';
COMMENT ON COLUMN offices.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN offices.title IS 'The title as written (leaders.titles).';
COMMENT ON COLUMN offices.office IS 'The words of the office.';
COMMENT ON COLUMN offices.unit IS 'The words of the organisation; null where the title names none.';
COMMENT ON COLUMN offices.unit_id IS 'The organisation (units.unit_id).';

ALTER TABLE sketches RENAME TO keyed;
CREATE TABLE sketches (
    document_id VARCHAR NOT NULL,
    signature UINTEGER[] NOT NULL,
    bands UBIGINT[] NOT NULL
);
INSERT INTO sketches BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE sketches IS 'One row a document long enough to be compared with others: the MinHash of its text, by which reprints are found.';
COMMENT ON COLUMN sketches.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN sketches.signature IS 'MinHash of its runs of three words; the share of equal places of two of them estimates how much the texts have in common.';
COMMENT ON COLUMN sketches.bands IS 'Hashes of parts of the signature: documents without an equal one have little in common.';

ALTER TABLE search_documents RENAME TO keyed;
CREATE TABLE search_documents (
    document_id VARCHAR NOT NULL,
    words INTEGER NOT NULL
);
INSERT INTO search_documents BY NAME FROM keyed;
DROP TABLE keyed;
COMMENT ON TABLE search_documents IS 'One row a document that can be searched, with what its length counts in the ranking.';
COMMENT ON COLUMN search_documents.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN search_documents.words IS 'Number of words of its text.';
