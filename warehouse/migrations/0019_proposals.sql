-- What a newer extractor says about the stored documents, until an operator accepts or discards it. No view reads these
-- tables, and no export has them. The rows of a document go whenever it is written again, superseded or forgotten: a
-- proposal is about the document as it stands.

CREATE TABLE proposed_facts (
    document_id VARCHAR PRIMARY KEY,
    former_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    facts VARCHAR,
    failure VARCHAR
);
COMMENT ON TABLE proposed_facts IS 'One row a document that was extracted again by `thidua reextract`, until it is accepted or discarded.';
COMMENT ON COLUMN proposed_facts.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN proposed_facts.former_version IS 'Version of the extractor that gave the facts in the warehouse.';
COMMENT ON COLUMN proposed_facts.extractor_version IS 'Version of the extractor that gave the proposed facts.';
COMMENT ON COLUMN proposed_facts.facts IS 'The proposed facts as JSON, before reviews; null where the extraction failed.';
COMMENT ON COLUMN proposed_facts.failure IS 'Why the extraction failed: a code and a reason. The facts in the warehouse then stay.';

CREATE TABLE proposed_counts (
    document_id VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    same INTEGER NOT NULL,
    "new" INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    rated INTEGER NOT NULL,
    PRIMARY KEY (document_id, family)
);
COMMENT ON TABLE proposed_counts IS 'One row a document and family of facts: how the proposed facts compare with those in the warehouse, reviews applied to both.';
COMMENT ON COLUMN proposed_counts.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN proposed_counts.family IS 'The table of the facts; documents for title, date, author, publisher and kind.';
COMMENT ON COLUMN proposed_counts.same IS 'Facts that say the same on the same words.';
COMMENT ON COLUMN proposed_counts."new" IS 'Facts that are only proposed.';
COMMENT ON COLUMN proposed_counts.gone IS 'Facts that are only in the warehouse.';
COMMENT ON COLUMN proposed_counts.changed IS 'Facts that rest on some of the same words and say most of the same.';
COMMENT ON COLUMN proposed_counts.rated IS 'Facts, the same or changed, of which the confidence differs by 0.1 or more.';

CREATE TABLE proposed_changes (
    document_id VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    change VARCHAR NOT NULL,
    slots VARCHAR[] NOT NULL,
    fact_id VARCHAR,
    before VARCHAR,
    after VARCHAR
);
COMMENT ON TABLE proposed_changes IS 'One row a fact that accepting the proposal would add, remove or change.';
COMMENT ON COLUMN proposed_changes.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN proposed_changes.family IS 'The table of the fact; documents for title, date, author, publisher and kind.';
COMMENT ON COLUMN proposed_changes.change IS 'new, gone or changed.';
COMMENT ON COLUMN proposed_changes.slots IS 'What differs in a changed fact, by name; evidence where it rests on other words.';
COMMENT ON COLUMN proposed_changes.fact_id IS 'The fact in the warehouse; null for a new one.';
COMMENT ON COLUMN proposed_changes.before IS 'What it says, as JSON, with its cluster by kind, number, system and name, and its evidence; null for a new fact.';
COMMENT ON COLUMN proposed_changes.after IS 'What is proposed, likewise; null for a fact that goes.';
