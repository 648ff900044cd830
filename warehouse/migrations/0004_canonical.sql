-- What the names in the facts stand for: canonical units, clusters, people and places with public ids, and the reprints
-- among the documents. Facts keep every word as written; the columns added to them lead to these tables. All of it is
-- kept up to date in the transaction of each load, and depends on the documents in the warehouse alone, not on the order
-- in which they came. Of a file made by an earlier version the next load fills these tables and columns.

CREATE TABLE places (
    place_id VARCHAR PRIMARY KEY,
    code VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    parent_code VARCHAR,
    valid_from DATE,
    valid_to DATE,
    successors VARCHAR[] NOT NULL,
    aliases VARCHAR[] NOT NULL
);
COMMENT ON TABLE places IS 'One row an administrative unit of Việt Nam in one period: provinces, districts and communes; comes with the program.';
COMMENT ON COLUMN places.place_id IS 'Key: the official code, followed by / and the year of valid_from where that is known.';
COMMENT ON COLUMN places.code IS 'Code of the statistics office; used again for later units, so only with the period it tells which.';
COMMENT ON COLUMN places.level IS 'province, district or commune.';
COMMENT ON COLUMN places.kind IS 'tỉnh, thành phố, quận, huyện, thị xã, xã, phường, thị trấn or đặc khu.';
COMMENT ON COLUMN places.name IS 'Name without its kind.';
COMMENT ON COLUMN places.parent_code IS 'Code of the unit above: a province, or a district for communes before July 2025.';
COMMENT ON COLUMN places.valid_from IS 'First day; null where it was there before the records begin.';
COMMENT ON COLUMN places.valid_to IS 'Last day; null while it is in force.';
COMMENT ON COLUMN places.successors IS 'Keys of the places that took over (places.place_id): the crosswalk from 63 provinces to the 34 of 1 July 2025 is here.';
COMMENT ON COLUMN places.aliases IS 'Other spellings of the name that writers use.';

CREATE TABLE units (
    unit_id VARCHAR PRIMARY KEY,
    unit_key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    is_open BOOLEAN NOT NULL,
    province_id VARCHAR,
    mentions INTEGER NOT NULL
);
COMMENT ON TABLE units IS 'One row an organisation or place that takes part in emulation, over all documents.';
COMMENT ON COLUMN units.unit_id IS 'Public key: always the same for the same unit_key, whatever is loaded.';
COMMENT ON COLUMN units.unit_key IS 'What the unit is known by: its folded words, abbreviations written out and completed by its place; where the document says not whose unit it is, followed by @ and the document.';
COMMENT ON COLUMN units.name IS 'The commonest written form, completed by its place where the documents write it without.';
COMMENT ON COLUMN units.is_open IS 'Whether the name leaves open which unit is meant (Công an tỉnh): such a unit is kept for each document apart, and candidates lists what it may be.';
COMMENT ON COLUMN units.province_id IS 'The province that its name holds, in its latest period (places.place_id).';
COMMENT ON COLUMN units.mentions IS 'Number of mentions as member, head, deputy, recipient or in a title.';

CREATE TABLE canonical_clusters (
    canonical_id VARCHAR PRIMARY KEY,
    canonical_key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR,
    system VARCHAR,
    is_open BOOLEAN NOT NULL,
    mentions INTEGER NOT NULL
);
COMMENT ON TABLE canonical_clusters IS 'One row a cluster or bloc over all documents.';
COMMENT ON COLUMN canonical_clusters.canonical_id IS 'Public key: always the same for the same canonical_key.';
COMMENT ON COLUMN canonical_clusters.canonical_key IS 'kind/number/system/words, folded; where no document says whose cluster it is, without a system and followed by @ and the document that tells of it first in alphabetical order.';
COMMENT ON COLUMN canonical_clusters.name IS 'The commonest written form of the name.';
COMMENT ON COLUMN canonical_clusters.kind IS 'cum (cụm) or khoi (khối).';
COMMENT ON COLUMN canonical_clusters.number IS 'Number in Arabic digits, as far as it has one.';
COMMENT ON COLUMN canonical_clusters.system IS 'The organisation whose cluster it is, as most often written.';
COMMENT ON COLUMN canonical_clusters.is_open IS 'Whether no document says whose cluster it is.';
COMMENT ON COLUMN canonical_clusters.mentions IS 'Number of documents that tell of it, reprints included (clusters.canonical_id).';

CREATE TABLE people (
    person_id VARCHAR PRIMARY KEY,
    person_key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    unit_id VARCHAR,
    is_open BOOLEAN NOT NULL,
    mentions INTEGER NOT NULL
);
COMMENT ON TABLE people IS 'One row a person. People of one name are one person where documents name them as leaders of the same unit or cluster, and several else.';
COMMENT ON COLUMN people.person_id IS 'Public key; earlier keys of the same person are in aliases.';
COMMENT ON COLUMN people.person_key IS 'The folded words of the name; several people may have it.';
COMMENT ON COLUMN people.name IS 'The commonest written form.';
COMMENT ON COLUMN people.unit_id IS 'A unit by which the person is told from others of the name (units.unit_id): of several the first in alphabetical order; null where it is a cluster alone, or nothing.';
COMMENT ON COLUMN people.is_open IS 'Whether nothing but the name is known: such a person is kept for each document apart, and candidates lists who it may be.';
COMMENT ON COLUMN people.mentions IS 'Number of mentions as leader, head, deputy or recipient.';

CREATE TABLE person_anchors (
    document_id VARCHAR NOT NULL,
    person_key VARCHAR NOT NULL,
    anchor VARCHAR NOT NULL,
    PRIMARY KEY (document_id, person_key, anchor)
);
COMMENT ON TABLE person_anchors IS 'One row a thing by which a document tells who of a name is meant: a unit or cluster that the person leads.';
COMMENT ON COLUMN person_anchors.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN person_anchors.person_key IS 'The folded words of the name.';
COMMENT ON COLUMN person_anchors.anchor IS 'Key of the unit (units.unit_key) or cluster (clusters.candidate_key); empty where the document gives nothing but the name.';

CREATE TABLE aliases (
    alias_id VARCHAR PRIMARY KEY,
    public_id VARCHAR NOT NULL
);
COMMENT ON TABLE aliases IS 'One row a public key that leads to another: of a person known by several units each would be a key of its own, and a cluster may turn out to be one whose system is known.';
COMMENT ON COLUMN aliases.alias_id IS 'A key that was, or could have been, given out.';
COMMENT ON COLUMN aliases.public_id IS 'The key that counts now (people.person_id or canonical_clusters.canonical_id).';

CREATE TABLE candidates (
    fact_id VARCHAR NOT NULL,
    slot VARCHAR NOT NULL,
    candidate_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (fact_id, slot, candidate_id)
);
COMMENT ON TABLE candidates IS 'One row a unit, cluster or person that an uncertain mention may stand for; nothing is chosen where several fit.';
COMMENT ON COLUMN candidates.fact_id IS 'The fact with the mention.';
COMMENT ON COLUMN candidates.slot IS 'unit, cluster or person: which of its mentions.';
COMMENT ON COLUMN candidates.candidate_id IS 'What it may be (units.unit_id, canonical_clusters.canonical_id or people.person_id).';
COMMENT ON COLUMN candidates.document_id IS 'The document of the fact (documents.document_id).';
COMMENT ON COLUMN candidates.reason IS 'place: the document names several places that fit; members: clusters with some of the same members; name: people of the same name.';

CREATE TABLE completed_names (
    document_id VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL,
    written VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (document_id, unit_id, written)
);
COMMENT ON TABLE completed_names IS 'One row a name that a document writes without its place (Công an tỉnh) and that its context completes.';
COMMENT ON COLUMN completed_names.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN completed_names.unit_id IS 'The unit meant (units.unit_id).';
COMMENT ON COLUMN completed_names.written IS 'The name as written.';
COMMENT ON COLUMN completed_names.name IS 'The name with its place.';

CREATE TABLE offices (
    fact_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    office VARCHAR NOT NULL,
    unit VARCHAR,
    unit_id VARCHAR,
    PRIMARY KEY (fact_id, ordinal)
);
COMMENT ON TABLE offices IS 'One row a title of a leader, taken apart.';
COMMENT ON COLUMN offices.fact_id IS 'The leader (leaders.fact_id).';
COMMENT ON COLUMN offices.ordinal IS 'Place among the leader''s titles, from 0.';
COMMENT ON COLUMN offices.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN offices.title IS 'The title as written (leaders.titles).';
COMMENT ON COLUMN offices.office IS 'The words of the office.';
COMMENT ON COLUMN offices.unit IS 'The words of the organisation; null where the title names none.';
COMMENT ON COLUMN offices.unit_id IS 'The organisation (units.unit_id).';

CREATE TABLE sketches (
    document_id VARCHAR PRIMARY KEY,
    signature UINTEGER[] NOT NULL,
    bands UBIGINT[] NOT NULL
);
COMMENT ON TABLE sketches IS 'One row a document long enough to be compared with others: the MinHash of its text, by which reprints are found.';
COMMENT ON COLUMN sketches.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN sketches.signature IS 'MinHash of its runs of three words; the share of equal places of two of them estimates how much the texts have in common.';
COMMENT ON COLUMN sketches.bands IS 'Hashes of parts of the signature: documents without an equal one have little in common.';

ALTER TABLE documents ADD COLUMN original_id VARCHAR;
COMMENT ON COLUMN documents.original_id IS 'The document of which this is a reprint (documents.document_id): of all with nearly the same text and date the one published first; its own key for any other document. What reprints say is counted once.';

ALTER TABLE clusters ADD COLUMN candidate_key VARCHAR;
ALTER TABLE clusters ADD COLUMN canonical_id VARCHAR;
COMMENT ON COLUMN clusters.candidate_key IS 'What this document knows the cluster by: kind/number/system/words, or kind/number//words@document where it says not whose cluster it is.';
COMMENT ON COLUMN clusters.canonical_id IS 'The cluster over all documents (canonical_clusters.canonical_id).';

ALTER TABLE members ADD COLUMN unit_id VARCHAR;
COMMENT ON COLUMN members.unit_id IS 'The unit over all documents (units.unit_id).';

ALTER TABLE meetings ADD COLUMN province_id VARCHAR;
COMMENT ON COLUMN meetings.province_id IS 'The province as it was on the day of the meeting (places.place_id).';

ALTER TABLE leaders ADD COLUMN person_id VARCHAR;
COMMENT ON COLUMN leaders.person_id IS 'The person over all documents (people.person_id).';

ALTER TABLE headships ADD COLUMN unit_id VARCHAR;
ALTER TABLE headships ADD COLUMN person_id VARCHAR;
COMMENT ON COLUMN headships.unit_id IS 'The unit over all documents (units.unit_id).';
COMMENT ON COLUMN headships.person_id IS 'The person over all documents (people.person_id).';

ALTER TABLE awards ADD COLUMN unit_id VARCHAR;
ALTER TABLE awards ADD COLUMN person_id VARCHAR;
ALTER TABLE awards ADD COLUMN level VARCHAR;
COMMENT ON COLUMN awards.unit_id IS 'The recipient over all documents where it is a unit (units.unit_id).';
COMMENT ON COLUMN awards.person_id IS 'The recipient over all documents where it is a person (people.person_id).';
COMMENT ON COLUMN awards.level IS 'How high who gives it stands: state (Chủ tịch nước, Chính phủ, Thủ tướng), national (ministries and central bodies), province, district, commune or cluster; null where the text does not tell.';

ALTER TABLE campaigns ADD COLUMN campaign_key VARCHAR;
COMMENT ON COLUMN campaigns.campaign_key IS 'The folded words of the name: equal for the same campaign.';

ALTER TABLE citations ADD COLUMN citation_key VARCHAR;
COMMENT ON COLUMN citations.citation_key IS 'Letters and digits of the number: equal for the same document however its number is written.';
