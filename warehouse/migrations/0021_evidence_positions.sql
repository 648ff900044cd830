-- Each piece of evidence gets its place in its document: a key that DuckDB can keep cheaply (see the next migration).

ALTER TABLE evidence RENAME TO keyed;
CREATE TABLE evidence (
    fact_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    page INTEGER,
    PRIMARY KEY (document_id, position)
);
INSERT INTO evidence BY NAME
SELECT
    keyed.*,
    row_number() OVER (PARTITION BY document_id ORDER BY family, facts_in_order.position, ordinal) - 1 AS position
FROM keyed
JOIN (
        SELECT fact_id, 0 AS family, position FROM clusters
        UNION ALL SELECT fact_id, 1 AS family, position FROM members
        UNION ALL SELECT fact_id, 2 AS family, position FROM meetings
        UNION ALL SELECT fact_id, 3 AS family, position FROM leaders
        UNION ALL SELECT fact_id, 4 AS family, position FROM headships
        UNION ALL SELECT fact_id, 5 AS family, position FROM awards
        UNION ALL SELECT fact_id, 6 AS family, position FROM pledges
        UNION ALL SELECT fact_id, 7 AS family, position FROM campaigns
        UNION ALL SELECT fact_id, 8 AS family, position FROM citations
) AS facts_in_order USING (fact_id);
DROP TABLE keyed;
COMMENT ON TABLE evidence IS 'One row a quote: the words of a document that state a fact.';
COMMENT ON COLUMN evidence.fact_id IS 'The fact, a row of the table that its name begins with (awards_… in awards).';
COMMENT ON COLUMN evidence.ordinal IS 'Which quote of the fact, from 0.';
COMMENT ON COLUMN evidence.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN evidence.position IS 'Place among the evidence of its document, from 0: first by family, then by fact, then by ordinal.';
COMMENT ON COLUMN evidence.start_offset IS 'Where the quote starts in documents.text, in characters from 0.';
COMMENT ON COLUMN evidence.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN evidence.quote IS 'The words: substr(text, start_offset + 1, end_offset - start_offset).';
COMMENT ON COLUMN evidence.page IS 'Number of the page on which the quote begins, from 1; null where the format has no pages.';
