-- Clusters of which a document says not whose they are, beside all others of the same kind and number. They are the same
-- as another with at least two of the same units; where those of several known systems are possible, as none of them.
CREATE OR REPLACE TEMP TABLE block_clusters AS
SELECT
    fact_id,
    document_id,
    candidate_key,
    contains(candidate_key, '@') AS is_open,
    block_of(candidate_key) AS block
FROM clusters
WHERE block_of(candidate_key) IN (SELECT block FROM touched_blocks);

CREATE OR REPLACE TEMP TABLE shared_units AS
WITH cluster_units AS (
    SELECT DISTINCT candidate_key, is_open, block, unit_id
    FROM (
        SELECT cluster_id AS fact_id, unit_id FROM members
        UNION ALL
        SELECT cluster_id, unit_id FROM headships WHERE unit_id IS NOT NULL
    )
    JOIN block_clusters USING (fact_id)
    ANTI JOIN (SELECT unit_id FROM units WHERE is_open) USING (unit_id)
)
SELECT ours.candidate_key, theirs.candidate_key AS other_key, theirs.is_open
FROM cluster_units AS ours
JOIN cluster_units AS theirs
    ON theirs.block = ours.block AND theirs.unit_id = ours.unit_id AND theirs.candidate_key <> ours.candidate_key
WHERE ours.is_open
GROUP BY ALL
HAVING count(*) >= 2;

CREATE OR REPLACE TEMP TABLE known_clusters AS
SELECT candidate_key, min(other_key) AS canonical_key, count(*) AS choices
FROM shared_units
WHERE NOT is_open
GROUP BY candidate_key;

CREATE OR REPLACE TEMP TABLE links AS
SELECT DISTINCT candidate_key AS node, candidate_key AS hub
FROM block_clusters
ANTI JOIN known_clusters USING (candidate_key)
WHERE is_open
UNION
SELECT unnest([candidate_key, other_key]), least(candidate_key, other_key)
FROM shared_units
WHERE is_open
    AND candidate_key NOT IN (SELECT candidate_key FROM known_clusters)
    AND other_key NOT IN (SELECT candidate_key FROM known_clusters);
