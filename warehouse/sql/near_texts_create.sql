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

CREATE OR REPLACE TEMP MACRO are_reprints(ours, theirs, our_day, their_day) AS (
    len(list_filter(range(1, 129), lambda place: ours[place] = theirs[place])) >= 0.85 * 128
    AND abs(coalesce(our_day - their_day, 0)) <= 60
);
