CREATE OR REPLACE TEMP TABLE touched_units (unit_id VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_people (person_id VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_clusters (candidate_key VARCHAR, canonical_id VARCHAR, block VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_bands (band UBIGINT);
CREATE OR REPLACE TEMP TABLE touched_originals (original_id VARCHAR);

-- Clusters are compared with those of the same kind and number, or, without a number, of the same words.
CREATE OR REPLACE TEMP MACRO block_of(key) AS (
    list_extract(string_split(string_split(key, '@')[1], '/'), 1) || '/'
    || list_extract(string_split(string_split(key, '@')[1], '/'), 2) || '/'
    || CASE
        WHEN list_extract(string_split(string_split(key, '@')[1], '/'), 2) = ''
            THEN list_extract(string_split(string_split(key, '@')[1], '/'), 4)
        ELSE ''
    END
);
CREATE OR REPLACE TEMP MACRO public_id(kind, key) AS kind || '_' || substr(sha256(key), 1, 16);
