-- What people decided about facts. The tables of facts hold the facts as reviewed, so that every view shows them; what
-- the extractor gave is kept beside, and the reviews are applied to what it gives whenever a document is written again.

CREATE TABLE reviews (
    review_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    fact_id VARCHAR,
    decision VARCHAR NOT NULL,
    said VARCHAR,
    held VARCHAR,
    note VARCHAR,
    reviewer VARCHAR NOT NULL,
    reviewed_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE reviews IS 'One row a fact that a person confirmed, corrected, rejected or added. Example: SELECT reviewer, decision, count(*) FROM reviews GROUP BY ALL.';
COMMENT ON COLUMN reviews.review_id IS 'Key: from the document, the family and what the extractor said, not from the fact_id, which may change with the extractor.';
COMMENT ON COLUMN reviews.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN reviews.family IS 'The table of the fact: clusters, members, meetings, ….';
COMMENT ON COLUMN reviews.fact_id IS 'The fact as it stands now; of a rejected one as it stood; null where it cannot stand, since its words or its cluster are gone.';
COMMENT ON COLUMN reviews.decision IS 'confirmed, corrected, rejected or added (overlooked by the extractor).';
COMMENT ON COLUMN reviews.said IS 'The fact as the extractor gave it, as JSON; its cluster by name. Null where it was added.';
COMMENT ON COLUMN reviews.held IS 'The fact as the reviewer holds it to be, as JSON; null where it was rejected.';
COMMENT ON COLUMN reviews.note IS 'What the reviewer noted.';
COMMENT ON COLUMN reviews.reviewer IS 'Who decided.';
COMMENT ON COLUMN reviews.reviewed_at IS 'When (UTC).';

CREATE TABLE extracted_facts (
    document_id VARCHAR PRIMARY KEY,
    facts VARCHAR NOT NULL
);
COMMENT ON TABLE extracted_facts IS 'One row a document with reviews: its facts as the extractor gave them.';
COMMENT ON COLUMN extracted_facts.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN extracted_facts.facts IS 'All its facts, as JSON of the shape that thidua extract writes.';
