CREATE OR REPLACE TEMP TABLE near_texts (
    document_number INTEGER,
    original UBIGINT,
    is_new BOOLEAN,
    before_number INTEGER,
    is_after_new BOOLEAN,
    band UBIGINT,
    run BIGINT,
    original_before UBIGINT
);
CREATE OR REPLACE TEMP TABLE compared_texts (document_number INTEGER, before_number INTEGER, alike BOOLEAN);
