-- The views that grouped by candidate keys make room for those over canonical units, clusters and people (migrations
-- 0006 to 0012). What several documents tell is one row with its documents counted; a reprint counts with its original.

DROP VIEW next_heads;
DROP VIEW heads_by_year;
DROP VIEW awards_by_unit;
DROP VIEW member_units;
DROP VIEW meeting_calendar;
DROP VIEW unit_names;
DROP VIEW person_names;
DROP VIEW cluster_names;

CREATE VIEW unit_names AS
WITH spellings AS (
    SELECT unit_id, written, count(*) AS mentions FROM unit_mentions GROUP BY unit_id, written
)
SELECT
    units.unit_id,
    units.name,
    units.mentions,
    list(spellings.written ORDER BY spellings.mentions DESC, length(spellings.written) DESC, spellings.written) AS spellings
FROM spellings
JOIN units USING (unit_id)
GROUP BY units.unit_id, units.name, units.mentions
ORDER BY units.name, units.unit_id;
COMMENT ON VIEW unit_names IS 'One row a unit over all documents: how it is written as member, head, deputy, recipient or in titles. Example: SELECT name, spellings FROM unit_names WHERE len(spellings) > 1.';
COMMENT ON COLUMN unit_names.unit_id IS 'The unit (units.unit_id).';
COMMENT ON COLUMN unit_names.name IS 'The commonest written form, completed by its place where the documents write it without.';
COMMENT ON COLUMN unit_names.mentions IS 'Number of mentions.';
COMMENT ON COLUMN unit_names.spellings IS 'All written forms, the commonest first.';

CREATE VIEW person_names AS
WITH spellings AS (
    SELECT person_id, written, count(*) AS mentions FROM person_mentions GROUP BY person_id, written
)
SELECT
    people.person_id,
    people.name,
    people.mentions,
    list(spellings.written ORDER BY spellings.mentions DESC, length(spellings.written) DESC, spellings.written) AS spellings
FROM spellings
JOIN people USING (person_id)
GROUP BY people.person_id, people.name, people.mentions
ORDER BY people.name, people.person_id;
COMMENT ON VIEW person_names IS 'One row a person over all documents: how the name is written. Example: SELECT name, spellings FROM person_names WHERE len(spellings) > 1.';
COMMENT ON COLUMN person_names.person_id IS 'The person (people.person_id).';
COMMENT ON COLUMN person_names.name IS 'The commonest written form.';
COMMENT ON COLUMN person_names.mentions IS 'Number of mentions.';
COMMENT ON COLUMN person_names.spellings IS 'All written forms, the commonest first.';

CREATE VIEW cluster_names AS
WITH spellings AS (
    SELECT canonical_id, name AS written, count(*) AS mentions FROM clusters GROUP BY canonical_id, name
),
told AS (
    SELECT canonical_id, count(DISTINCT document_id) AS documents
    FROM clusters
    SEMI JOIN (SELECT document_id FROM documents WHERE original_id = document_id) USING (document_id)
    GROUP BY canonical_id
)
SELECT
    canonical.canonical_id,
    canonical.name,
    canonical.kind,
    canonical.number,
    canonical.system,
    coalesce(any_value(told.documents), 0) AS documents,
    list(spellings.written ORDER BY spellings.mentions DESC, length(spellings.written) DESC, spellings.written) AS spellings
FROM spellings
JOIN canonical_clusters AS canonical USING (canonical_id)
LEFT JOIN told USING (canonical_id)
GROUP BY canonical.canonical_id, canonical.name, canonical.kind, canonical.number, canonical.system
ORDER BY canonical.name, canonical.canonical_id;
COMMENT ON VIEW cluster_names IS 'One row a cluster over all documents: how its name is written. Example: SELECT name, system, spellings FROM cluster_names WHERE len(spellings) > 1.';
COMMENT ON COLUMN cluster_names.canonical_id IS 'The cluster (canonical_clusters.canonical_id).';
COMMENT ON COLUMN cluster_names.name IS 'The commonest written form of its name, of equally common ones the longest.';
COMMENT ON COLUMN cluster_names.kind IS 'cum (cụm) or khoi (khối).';
COMMENT ON COLUMN cluster_names.number IS 'Its number in Arabic digits; null for a cluster without one.';
COMMENT ON COLUMN cluster_names.system IS 'The organisation whose cluster it is, as most often written; null where no document says.';
COMMENT ON COLUMN cluster_names.documents IS 'Number of documents that tell about it, reprints not counted.';
COMMENT ON COLUMN cluster_names.spellings IS 'All written forms of its name, the commonest first.';

CREATE VIEW provinces_today AS
WITH RECURSIVE followed AS (
    SELECT place_id, place_id AS later_id, 0 AS steps FROM places WHERE level = 'province'
    UNION ALL
    SELECT followed.place_id, unnest(places.successors), followed.steps + 1
    FROM followed
    JOIN places ON places.place_id = followed.later_id
    WHERE followed.steps < 20
)
SELECT
    earlier.name AS province,
    earlier.valid_from,
    earlier.valid_to,
    first(today.name ORDER BY today.place_id) AS today,
    list(DISTINCT today.name ORDER BY today.name) AS all_today,
    earlier.place_id,
    first(today.place_id ORDER BY today.place_id) AS today_id
FROM followed
JOIN places AS earlier ON earlier.place_id = followed.place_id
JOIN places AS today ON today.place_id = followed.later_id AND today.valid_to IS NULL
GROUP BY earlier.name, earlier.valid_from, earlier.valid_to, earlier.place_id
ORDER BY earlier.name, earlier.place_id;
COMMENT ON VIEW provinces_today IS 'One row a province that is or ever was, and the one of today that has its land. Example: SELECT province, today FROM provinces_today WHERE province <> today.';
COMMENT ON COLUMN provinces_today.province IS 'Name of the province.';
COMMENT ON COLUMN provinces_today.valid_from IS 'First day of this province with this land; null where it was there before the records begin.';
COMMENT ON COLUMN provinces_today.valid_to IS 'Last day; null while it is in force.';
COMMENT ON COLUMN provinces_today.today IS 'The province of today that it belongs to.';
COMMENT ON COLUMN provinces_today.all_today IS 'Several where it was divided.';
COMMENT ON COLUMN provinces_today.place_id IS 'The province (places.place_id).';
COMMENT ON COLUMN provinces_today.today_id IS 'The province of today (places.place_id).';

CREATE VIEW reprints AS
SELECT
    copies.doc_id AS document,
    copies.published_on,
    copies.publisher,
    originals.doc_id AS original,
    originals.published_on AS original_published_on,
    len(list_filter(range(1, 129), lambda place: ours.signature[place] = theirs.signature[place])) / 128 AS similarity,
    copies.document_id,
    copies.original_id
FROM documents AS copies
JOIN documents AS originals ON originals.document_id = copies.original_id
LEFT JOIN sketches AS ours ON ours.document_id = copies.document_id
LEFT JOIN sketches AS theirs ON theirs.document_id = originals.document_id
WHERE copies.original_id <> copies.document_id
ORDER BY originals.doc_id, copies.doc_id;
COMMENT ON VIEW reprints IS 'One row a document whose text and date are nearly those of another one: it is kept, and counted once with it. Example: SELECT document, original FROM reprints.';
COMMENT ON COLUMN reprints.document IS 'Short name of the reprint (documents.doc_id).';
COMMENT ON COLUMN reprints.published_on IS 'Date of the reprint.';
COMMENT ON COLUMN reprints.publisher IS 'Publisher of the reprint, where its text names it.';
COMMENT ON COLUMN reprints.original IS 'Short name of the document that counts: the one published first.';
COMMENT ON COLUMN reprints.original_published_on IS 'Its date.';
COMMENT ON COLUMN reprints.similarity IS 'Share of the runs of three words that both have in common, estimated.';
COMMENT ON COLUMN reprints.document_id IS 'The reprint (documents.document_id).';
COMMENT ON COLUMN reprints.original_id IS 'The document that counts (documents.document_id).';
