CREATE OR REPLACE TEMP TABLE same_clusters AS
WITH renamed AS (
    SELECT canonical.canonical_id, labelled.label
    FROM (SELECT DISTINCT node, label FROM labels WHERE label <> node) AS labelled
    JOIN canonical_clusters AS canonical ON canonical.canonical_key = labelled.node
),
looked_at AS (
    SELECT hash(candidate_key) AS cluster_hash FROM touched_clusters
    UNION
    SELECT cluster_hash FROM moved_clusters
    UNION
    SELECT cluster_hash FROM loose_clusters
),
known AS (
    SELECT DISTINCT known_clusters.cluster_hash, keyed.candidate_key
    FROM known_clusters
    JOIN keyed_clusters AS keyed ON keyed.cluster_hash = known_clusters.other_hash
    WHERE known_clusters.choices = 1
)
SELECT
    clusters.fact_id,
    clusters.document_id,
    clusters.candidate_key,
    clusters.canonical_id AS former_id,
    coalesce(
        known.candidate_key,
        labelled.label,
        CASE WHEN looked_at.cluster_hash IS NULL THEN renamed.label END,
        clusters.candidate_key
    ) AS canonical_key
FROM clusters
LEFT JOIN looked_at ON looked_at.cluster_hash = hash(clusters.candidate_key)
LEFT JOIN known ON known.cluster_hash = hash(clusters.candidate_key)
LEFT JOIN (SELECT DISTINCT node, label FROM labels) AS labelled ON labelled.node = clusters.candidate_key
LEFT JOIN renamed ON renamed.canonical_id = clusters.canonical_id
WHERE looked_at.cluster_hash IS NOT NULL OR renamed.label IS NOT NULL;

UPDATE clusters
SET canonical_id = public_id('cluster', same_clusters.canonical_key)
FROM same_clusters
WHERE same_clusters.fact_id = clusters.fact_id
    AND public_id('cluster', same_clusters.canonical_key) IS DISTINCT FROM clusters.canonical_id;

CREATE OR REPLACE TEMP TABLE changed_clusters AS
SELECT canonical_key, public_id('cluster', canonical_key) AS canonical_id
FROM (SELECT DISTINCT canonical_key FROM same_clusters)
UNION
SELECT canonical_key, canonical_id
FROM canonical_clusters
WHERE canonical_id IN (SELECT former_id FROM same_clusters UNION SELECT canonical_id FROM touched_clusters);

CREATE OR REPLACE TEMP TABLE next_clusters AS
WITH names AS (
    SELECT changed.canonical_key, clusters.name, count(*) AS mentions
    FROM changed_clusters AS changed
    JOIN clusters USING (canonical_id)
    GROUP BY ALL
),
systems AS (
    SELECT changed.canonical_key, clusters.system, count(*) AS mentions
    FROM changed_clusters AS changed
    JOIN clusters USING (canonical_id)
    WHERE clusters.system IS NOT NULL
    GROUP BY ALL
)
SELECT
    public_id('cluster', canonical_key) AS canonical_id,
    canonical_key,
    named.name,
    split_part(canonical_key, '/', 1) AS kind,
    nullif(split_part(canonical_key, '/', 2), '') AS number,
    owned.system,
    contains(canonical_key, '@') AS is_open,
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

CREATE OR REPLACE TEMP TABLE former_clusters AS
SELECT * FROM canonical_clusters WHERE canonical_id IN (SELECT canonical_id FROM changed_clusters);

CREATE OR REPLACE TEMP TABLE next_aliases AS
SELECT DISTINCT public_id('cluster', candidate_key) AS alias_id, public_id('cluster', canonical_key) AS public_id
FROM same_clusters
WHERE candidate_key <> canonical_key;
CREATE OR REPLACE TEMP TABLE former_aliases AS
SELECT *
FROM aliases
WHERE alias_id IN (
    SELECT public_id('cluster', candidate_key)
    FROM (SELECT candidate_key FROM same_clusters UNION SELECT candidate_key FROM touched_clusters)
);

CREATE OR REPLACE TEMP TABLE next_candidates AS
SELECT DISTINCT
    same_clusters.fact_id,
    'cluster' AS slot,
    public_id('cluster', keyed.candidate_key) AS candidate_id,
    same_clusters.document_id,
    'members' AS reason
FROM known_clusters
JOIN known_pairs USING (cluster_hash)
JOIN keyed_clusters AS keyed ON keyed.cluster_hash = known_pairs.other_hash
JOIN same_clusters ON hash(same_clusters.candidate_key) = known_clusters.cluster_hash
WHERE known_clusters.choices > 1;
CREATE OR REPLACE TEMP TABLE former_candidates AS
SELECT * FROM listed_candidates WHERE slot = 'cluster' AND fact_id IN (SELECT fact_id FROM same_clusters);

DELETE FROM canonical_clusters
WHERE canonical_id IN (SELECT canonical_id FROM (FROM former_clusters EXCEPT FROM next_clusters));
INSERT INTO canonical_clusters FROM next_clusters EXCEPT FROM former_clusters;
DELETE FROM aliases WHERE alias_id IN (SELECT alias_id FROM (FROM former_aliases EXCEPT FROM next_aliases));
INSERT INTO aliases FROM next_aliases EXCEPT FROM former_aliases;
DELETE FROM listed_candidates
WHERE slot = 'cluster'
    AND (fact_id, candidate_id) IN (
        SELECT (fact_id, candidate_id) FROM (FROM former_candidates EXCEPT FROM next_candidates)
    );
INSERT INTO listed_candidates FROM next_candidates EXCEPT FROM former_candidates;

DROP TABLE block_clusters;
DROP TABLE block_units;
DROP TABLE moved_clusters;
DROP TABLE loose_clusters;
DROP TABLE open_pairs;
DROP TABLE known_pairs;
DROP TABLE known_clusters;
DROP TABLE keyed_clusters;
DROP TABLE same_clusters;
DROP TABLE changed_clusters;
DROP TABLE next_clusters;
DROP TABLE former_clusters;
DROP TABLE next_aliases;
DROP TABLE former_aliases;
DROP TABLE next_candidates;
DROP TABLE former_candidates;
