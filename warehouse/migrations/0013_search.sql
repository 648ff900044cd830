-- Full text: where each word stands in each document. Plain tables and plain SQL, filled in the transaction of each load:
-- DuckDB's full-text extension would have to build its whole index anew after each load, and its functions would be
-- missing in a plain client. Folding the texts at the time of the search would take a minute for 100,000 documents.
-- search_terms has no primary key: the index for it would be larger than the table and slower to fill than all the rest;
-- warehouse.check verifies the keys.

CREATE TABLE search_documents (
    document_id VARCHAR PRIMARY KEY,
    words INTEGER NOT NULL
);
COMMENT ON TABLE search_documents IS 'One row a document that can be searched, with what its length counts in the ranking.';
COMMENT ON COLUMN search_documents.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN search_documents.words IS 'Number of words of its text.';

CREATE TABLE search_terms (
    document_id VARCHAR NOT NULL,
    term VARCHAR NOT NULL,
    bare VARCHAR NOT NULL,
    offsets INTEGER[] NOT NULL
);
COMMENT ON TABLE search_terms IS 'One row a word of a document and where it stands; document_id and term together are unique. Example: SELECT document_id FROM search_terms WHERE bare = ''trieu''.';
COMMENT ON COLUMN search_terms.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN search_terms.term IS 'The word, in small letters, tone marks placed the new way.';
COMMENT ON COLUMN search_terms.bare IS 'The word without any marks.';
COMMENT ON COLUMN search_terms.offsets IS 'Where it begins, each time, in characters of documents.text from 0; in order.';

-- Documents of earlier versions are written again by the next load, and so come into these tables.
UPDATE documents SET original_id = NULL;
