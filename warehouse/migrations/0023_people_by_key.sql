-- Whom a name that tells nothing else may mean are all people of that name: as rows they would grow with the square of the
-- archive, so that they are looked up now. People keep what their key is made of, by which new documents are linked to
-- them without looking at all earlier ones.

ALTER TABLE candidates RENAME TO former;
CREATE TABLE listed_candidates (
    fact_id VARCHAR NOT NULL,
    slot VARCHAR NOT NULL,
    candidate_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
INSERT INTO listed_candidates BY NAME SELECT * FROM former WHERE slot <> 'person';
DROP TABLE former;
COMMENT ON TABLE listed_candidates IS 'One row a unit or cluster that an uncertain mention may stand for; the view candidates has the people too.';
COMMENT ON COLUMN listed_candidates.fact_id IS 'The fact with the mention.';
COMMENT ON COLUMN listed_candidates.slot IS 'unit or cluster: which of its mentions.';
COMMENT ON COLUMN listed_candidates.candidate_id IS 'What it may be (units.unit_id or canonical_clusters.canonical_id).';
COMMENT ON COLUMN listed_candidates.document_id IS 'The document of the fact (documents.document_id).';
COMMENT ON COLUMN listed_candidates.reason IS 'place: the document names several places that fit; members: clusters with some of the same members.';

ALTER TABLE people ADD COLUMN canonical_key VARCHAR;
COMMENT ON COLUMN people.canonical_key IS 'person_key@ and the unit or cluster by which the person is known, of several the first in alphabetical order; the document where is_open.';
UPDATE people
SET canonical_key = hubs.hub
FROM (
    SELECT DISTINCT person_key || '@' || CASE anchor WHEN '' THEN document_id ELSE anchor END AS hub FROM person_anchors
) AS hubs
WHERE people.person_id = 'person_' || substr(sha256(hubs.hub), 1, 16);

CREATE VIEW candidates AS
SELECT fact_id, slot, candidate_id, document_id, reason FROM listed_candidates
UNION ALL
SELECT mentions.fact_id, 'person', others.person_id, mentions.document_id, 'name'
FROM person_mentions AS mentions
JOIN people AS unsure ON unsure.person_id = mentions.person_id AND unsure.is_open
JOIN people AS others ON others.person_key = unsure.person_key AND NOT others.is_open;
COMMENT ON VIEW candidates IS 'One row a unit, cluster or person that an uncertain mention may stand for; nothing is chosen where several fit. Not exported: of people it has a row for each of the same name. Example: SELECT slot, reason, count(*) FROM candidates GROUP BY ALL.';
COMMENT ON COLUMN candidates.fact_id IS 'The fact with the mention.';
COMMENT ON COLUMN candidates.slot IS 'unit, cluster or person: which of its mentions.';
COMMENT ON COLUMN candidates.candidate_id IS 'What it may be (units.unit_id, canonical_clusters.canonical_id or people.person_id).';
COMMENT ON COLUMN candidates.document_id IS 'The document of the fact (documents.document_id).';
COMMENT ON COLUMN candidates.reason IS 'place: the document names several places that fit; members: clusters with some of the same members; name: people of the same name.';
