-- Clusters of which a document says not whose they are, beside all others of the same kind and number. They are the same
-- as another with at least two of the same units; where those of several known systems are possible, as none of them.
-- New documents only add units to clusters: a group of open clusters then stays together and is joined as a whole by its
-- canonical key, unless one of its clusters leaves it for a known one. Where documents went, all of the same kind and
-- number are looked at anew.
CREATE OR REPLACE TEMP TABLE block_clusters AS
SELECT
    fact_id,
    document_id,
    candidate_key,
    canonical_id,
    contains(candidate_key, '@') AS is_open,
    block_of(candidate_key) AS block
FROM clusters
WHERE block_of(candidate_key) IN (SELECT block FROM touched_clusters);

INSERT INTO touched_clusters
SELECT DISTINCT candidate_key, canonical_id, block
FROM block_clusters
WHERE EXISTS (FROM written_documents WHERE replaces);

CREATE OR REPLACE TEMP TABLE block_units AS
SELECT DISTINCT candidate_key, is_open, block, unit_id
FROM (
    SELECT cluster_id AS fact_id, unit_id FROM members
    UNION ALL
    SELECT cluster_id, unit_id FROM headships WHERE unit_id IS NOT NULL
)
JOIN block_clusters USING (fact_id)
ANTI JOIN (SELECT unit_id FROM units WHERE is_open) USING (unit_id);

-- Open clusters that may have a known one now, or one more.
CREATE OR REPLACE TEMP TABLE moved_clusters AS
SELECT candidate_key FROM block_units SEMI JOIN touched_clusters USING (candidate_key) WHERE is_open
UNION
SELECT candidate_key
FROM (
    SELECT theirs.candidate_key
    FROM (FROM block_units SEMI JOIN touched_clusters USING (candidate_key) WHERE NOT is_open) AS ours
    JOIN block_units AS theirs ON theirs.block = ours.block AND theirs.unit_id = ours.unit_id
    WHERE theirs.is_open
    GROUP BY ours.candidate_key, theirs.candidate_key
    HAVING count(*) >= 2
);

-- Those of the batch, and the groups from which one of these may go.
CREATE OR REPLACE TEMP TABLE loose_clusters AS
WITH claimed AS (
    SELECT DISTINCT candidate_key
    FROM (
        SELECT ours.candidate_key
        FROM (FROM block_units SEMI JOIN moved_clusters USING (candidate_key)) AS ours
        JOIN block_units AS theirs ON theirs.block = ours.block AND theirs.unit_id = ours.unit_id
        WHERE NOT theirs.is_open
        GROUP BY ours.candidate_key, theirs.candidate_key
        HAVING count(*) >= 2
    )
),
broken AS (
    SELECT canonical_id
    FROM block_clusters
    SEMI JOIN claimed USING (candidate_key)
    SEMI JOIN (SELECT canonical_id FROM canonical_clusters WHERE is_open) USING (canonical_id)
)
SELECT DISTINCT candidate_key
FROM block_clusters
WHERE is_open
    AND (candidate_key IN (SELECT candidate_key FROM touched_clusters) OR canonical_id IN (SELECT canonical_id FROM broken));

CREATE OR REPLACE TEMP TABLE open_pairs AS
SELECT ours.candidate_key, theirs.candidate_key AS other_key
FROM (FROM block_units SEMI JOIN loose_clusters USING (candidate_key)) AS ours
JOIN block_units AS theirs
    ON theirs.block = ours.block AND theirs.unit_id = ours.unit_id AND theirs.candidate_key <> ours.candidate_key
WHERE theirs.is_open
GROUP BY ours.candidate_key, theirs.candidate_key
HAVING count(*) >= 2;

CREATE OR REPLACE TEMP TABLE known_pairs AS
WITH asked AS (
    SELECT candidate_key FROM moved_clusters
    UNION
    SELECT candidate_key FROM loose_clusters
    UNION
    SELECT other_key FROM open_pairs
)
SELECT ours.candidate_key, theirs.candidate_key AS other_key
FROM (FROM block_units SEMI JOIN asked USING (candidate_key)) AS ours
JOIN block_units AS theirs ON theirs.block = ours.block AND theirs.unit_id = ours.unit_id
WHERE NOT theirs.is_open
GROUP BY ours.candidate_key, theirs.candidate_key
HAVING count(*) >= 2;

CREATE OR REPLACE TEMP TABLE known_clusters AS
SELECT candidate_key, min(other_key) AS canonical_key, count(*) AS choices
FROM known_pairs
GROUP BY candidate_key;

CREATE OR REPLACE TEMP TABLE links AS
WITH groups AS (
    SELECT DISTINCT
        candidate_key,
        CASE WHEN loose.candidate_key IS NULL THEN canonical.canonical_key ELSE candidate_key END AS node
    FROM block_clusters
    LEFT JOIN loose_clusters AS loose USING (candidate_key)
    LEFT JOIN canonical_clusters AS canonical USING (canonical_id)
    WHERE block_clusters.is_open
        AND candidate_key IN (SELECT candidate_key FROM loose_clusters UNION SELECT other_key FROM open_pairs)
        AND candidate_key NOT IN (SELECT candidate_key FROM known_clusters)
)
SELECT node, node AS hub FROM groups
UNION
SELECT unnest([ours.node, theirs.node]), least(ours.node, theirs.node)
FROM open_pairs
JOIN groups AS ours ON ours.candidate_key = open_pairs.candidate_key
JOIN groups AS theirs ON theirs.candidate_key = open_pairs.other_key;
