CREATE OR REPLACE TEMP TABLE same_clusters AS
SELECT
    block_clusters.fact_id,
    block_clusters.candidate_key,
    coalesce(
        CASE WHEN known_clusters.choices = 1 THEN known_clusters.canonical_key END,
        labelled.label,
        block_clusters.candidate_key
    ) AS canonical_key
FROM block_clusters
LEFT JOIN known_clusters USING (candidate_key)
LEFT JOIN (SELECT DISTINCT node, label FROM labels) AS labelled ON labelled.node = block_clusters.candidate_key;

UPDATE clusters
SET canonical_id = public_id('cluster', same_clusters.canonical_key)
FROM same_clusters
WHERE same_clusters.fact_id = clusters.fact_id
    AND public_id('cluster', same_clusters.canonical_key) IS DISTINCT FROM clusters.canonical_id;

CREATE OR REPLACE TEMP TABLE former_clusters AS
SELECT canonical_id
FROM canonical_clusters
WHERE block_of(canonical_key) IN (SELECT block FROM touched_blocks);
DELETE FROM aliases WHERE public_id IN (SELECT canonical_id FROM former_clusters);
DELETE FROM candidates WHERE slot = 'cluster' AND candidate_id IN (SELECT canonical_id FROM former_clusters);
DELETE FROM canonical_clusters WHERE canonical_id IN (SELECT canonical_id FROM former_clusters);

INSERT INTO canonical_clusters
WITH names AS (
    SELECT canonical_key, name, count(*) AS mentions
    FROM same_clusters
    JOIN clusters USING (fact_id)
    GROUP BY ALL
),
systems AS (
    SELECT canonical_key, system, count(*) AS mentions
    FROM same_clusters
    JOIN clusters USING (fact_id)
    WHERE system IS NOT NULL
    GROUP BY ALL
)
SELECT
    public_id('cluster', canonical_key),
    canonical_key,
    named.name,
    split_part(canonical_key, '/', 1),
    nullif(split_part(canonical_key, '/', 2), ''),
    owned.system,
    contains(canonical_key, '@'),
    named.mentions
FROM (
    SELECT
        canonical_key,
        first(name ORDER BY mentions DESC, length(name) DESC, name) AS name,
        sum(mentions)::INTEGER AS mentions
    FROM names
    GROUP BY canonical_key
) AS named
LEFT JOIN (
    SELECT canonical_key, first(system ORDER BY mentions DESC, length(system) DESC, system) AS system
    FROM systems
    GROUP BY canonical_key
) AS owned USING (canonical_key);

INSERT INTO aliases
SELECT DISTINCT public_id('cluster', candidate_key), public_id('cluster', canonical_key)
FROM same_clusters
WHERE candidate_key <> canonical_key;

INSERT INTO candidates
SELECT block_clusters.fact_id, 'cluster', public_id('cluster', shared_units.other_key), block_clusters.document_id, 'members'
FROM known_clusters
JOIN shared_units ON shared_units.candidate_key = known_clusters.candidate_key AND NOT shared_units.is_open
JOIN block_clusters ON block_clusters.candidate_key = known_clusters.candidate_key
WHERE known_clusters.choices > 1;
