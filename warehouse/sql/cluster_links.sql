-- Clusters of which a document says not whose they are, beside all others of the same kind and number. They are the same
-- as another with at least two of the same units; where those of several known systems are possible, as none of them.
-- New documents only add units to clusters: a group of open clusters then stays together and is joined as a whole by its
-- canonical key, unless one of its clusters leaves it for a known one. Where documents went, all of the same kind and
-- number are looked at anew.
-- Half an archive's clusters may be of a few kinds and numbers: keys go by their hashes until they are written.
INSERT INTO touched_clusters
SELECT DISTINCT candidate_key, canonical_id, block_of(candidate_key)
FROM clusters
WHERE block_of(candidate_key) IN (SELECT block FROM touched_clusters) AND EXISTS (FROM written_documents WHERE replaces);

CREATE OR REPLACE TEMP TABLE block_clusters AS
SELECT
    hash(fact_id) AS fact_hash,
    hash(candidate_key) AS cluster_hash,
    hash(canonical_id) AS canonical_hash,
    contains(candidate_key, '@') AS is_open,
    hash(block_of(candidate_key)) AS block_hash
FROM clusters
WHERE block_of(candidate_key) IN (SELECT block FROM touched_clusters);

CREATE OR REPLACE TEMP TABLE block_units AS
SELECT DISTINCT cluster_hash, is_open, block_hash, hash(unit_id) AS unit_hash
FROM (
    SELECT cluster_id, unit_id FROM members WHERE unit_id IS NOT NULL
    UNION ALL
    SELECT cluster_id, unit_id FROM headships WHERE unit_id IS NOT NULL
) AS named
JOIN block_clusters ON block_clusters.fact_hash = hash(named.cluster_id)
ANTI JOIN (SELECT unit_id FROM units WHERE is_open) USING (unit_id);

-- Open clusters that may have a known one now, or one more.
CREATE OR REPLACE TEMP TABLE moved_clusters AS
WITH touched AS (
    SELECT hash(candidate_key) AS cluster_hash FROM touched_clusters
)
SELECT cluster_hash FROM block_units SEMI JOIN touched USING (cluster_hash) WHERE is_open
UNION
SELECT cluster_hash
FROM (
    SELECT theirs.cluster_hash
    FROM (FROM block_units SEMI JOIN touched USING (cluster_hash) WHERE NOT is_open) AS ours
    JOIN block_units AS theirs ON theirs.block_hash = ours.block_hash AND theirs.unit_hash = ours.unit_hash
    WHERE theirs.is_open
    GROUP BY ours.cluster_hash, theirs.cluster_hash
    HAVING count(*) >= 2
);

-- Those of the batch, and the groups from which one of these may go.
CREATE OR REPLACE TEMP TABLE loose_clusters AS
WITH claimed AS (
    SELECT DISTINCT cluster_hash
    FROM (
        SELECT ours.cluster_hash
        FROM (FROM block_units SEMI JOIN moved_clusters USING (cluster_hash)) AS ours
        JOIN block_units AS theirs ON theirs.block_hash = ours.block_hash AND theirs.unit_hash = ours.unit_hash
        WHERE NOT theirs.is_open
        GROUP BY ours.cluster_hash, theirs.cluster_hash
        HAVING count(*) >= 2
    )
),
broken AS (
    SELECT canonical_hash
    FROM block_clusters
    SEMI JOIN claimed USING (cluster_hash)
    SEMI JOIN (SELECT hash(canonical_id) AS canonical_hash FROM canonical_clusters WHERE is_open) USING (canonical_hash)
)
SELECT DISTINCT cluster_hash
FROM block_clusters
WHERE is_open
    AND (
        cluster_hash IN (SELECT hash(candidate_key) FROM touched_clusters)
        OR canonical_hash IN (SELECT canonical_hash FROM broken)
    );

CREATE OR REPLACE TEMP TABLE open_pairs AS
SELECT ours.cluster_hash, theirs.cluster_hash AS other_hash
FROM (FROM block_units SEMI JOIN loose_clusters USING (cluster_hash)) AS ours
JOIN block_units AS theirs
    ON theirs.block_hash = ours.block_hash
        AND theirs.unit_hash = ours.unit_hash
        AND theirs.cluster_hash <> ours.cluster_hash
WHERE theirs.is_open
GROUP BY ours.cluster_hash, theirs.cluster_hash
HAVING count(*) >= 2;

CREATE OR REPLACE TEMP TABLE known_pairs AS
WITH asked AS (
    SELECT cluster_hash FROM moved_clusters
    UNION
    SELECT cluster_hash FROM loose_clusters
    UNION
    SELECT other_hash FROM open_pairs
)
SELECT ours.cluster_hash, theirs.cluster_hash AS other_hash
FROM (FROM block_units SEMI JOIN asked USING (cluster_hash)) AS ours
JOIN block_units AS theirs ON theirs.block_hash = ours.block_hash AND theirs.unit_hash = ours.unit_hash
WHERE NOT theirs.is_open
GROUP BY ours.cluster_hash, theirs.cluster_hash
HAVING count(*) >= 2;

CREATE OR REPLACE TEMP TABLE known_clusters AS
SELECT cluster_hash, min(other_hash) AS other_hash, count(*) AS choices FROM known_pairs GROUP BY cluster_hash;

-- The keys of those that are written, or that others are called after.
CREATE OR REPLACE TEMP TABLE keyed_clusters AS
SELECT DISTINCT hash(candidate_key) AS cluster_hash, candidate_key, canonical_id
FROM clusters
WHERE hash(candidate_key) IN (
    SELECT cluster_hash FROM loose_clusters
    UNION
    SELECT other_hash FROM open_pairs
    UNION
    SELECT other_hash FROM known_pairs
);

CREATE OR REPLACE TEMP TABLE links AS
WITH groups AS (
    SELECT DISTINCT
        cluster_hash,
        CASE WHEN loose.cluster_hash IS NULL THEN canonical.canonical_key ELSE keyed.candidate_key END AS node
    FROM keyed_clusters AS keyed
    LEFT JOIN loose_clusters AS loose USING (cluster_hash)
    LEFT JOIN canonical_clusters AS canonical USING (canonical_id)
    WHERE cluster_hash IN (SELECT cluster_hash FROM loose_clusters UNION SELECT other_hash FROM open_pairs)
        AND cluster_hash NOT IN (SELECT cluster_hash FROM known_clusters)
)
SELECT node, node AS hub FROM groups
UNION
SELECT unnest([ours.node, theirs.node]), least(ours.node, theirs.node)
FROM open_pairs
JOIN groups AS ours ON ours.cluster_hash = open_pairs.cluster_hash
JOIN groups AS theirs ON theirs.cluster_hash = open_pairs.other_hash;
