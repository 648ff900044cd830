-- Keys begin with the number of the document here, and no longer with its document_id, a hash: the new keys of a load are
-- all at the end of an index then, of which DuckDB holds nothing else in memory. Before, it held the whole index, 1.2 KB
-- a document, as long as a load wrote.

ALTER TABLE documents ADD COLUMN document_number INTEGER;
COMMENT ON COLUMN documents.document_number IS 'Number of the document in this warehouse, in the order of writing, with which the keys of its facts begin; others where it is loaded otherwise.';
UPDATE documents
SET document_number = numbered.document_number
FROM (SELECT document_id, row_number() OVER (ORDER BY rowid) AS document_number FROM documents) AS numbered
WHERE numbered.document_id = documents.document_id;

ALTER TABLE evidence RENAME TO keyed;
CREATE TABLE evidence (
    fact_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    page INTEGER,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO evidence BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE evidence IS 'One row a quote: the words of a document that state a fact.';
COMMENT ON COLUMN evidence.fact_id IS 'The fact, a row of the table that its name begins with (awards_… in awards).';
COMMENT ON COLUMN evidence.ordinal IS 'Which quote of the fact, from 0.';
COMMENT ON COLUMN evidence.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN evidence.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN evidence.position IS 'Place among the evidence of its document, from 0: first by family, then by fact, then by ordinal.';
COMMENT ON COLUMN evidence.start_offset IS 'Where the quote starts in documents.text, in characters from 0.';
COMMENT ON COLUMN evidence.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN evidence.quote IS 'The words: substr(text, start_offset + 1, end_offset - start_offset).';
COMMENT ON COLUMN evidence.page IS 'Number of the page on which the quote begins, from 1; null where the format has no pages.';

ALTER TABLE clusters RENAME TO keyed;
CREATE TABLE clusters (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    local_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR,
    system VARCHAR,
    declared_size INTEGER,
    cluster_key VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    candidate_key VARCHAR,
    canonical_id VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO clusters BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE clusters IS 'One row an emulation cluster (cụm) or bloc (khối) that a document tells about.';
COMMENT ON COLUMN clusters.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN clusters.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN clusters.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN clusters.position IS 'Place in the document''s list of clusters, from 0.';
COMMENT ON COLUMN clusters.local_id IS 'Name of the cluster within its document: c1, c2, … in order of first mention.';
COMMENT ON COLUMN clusters.name IS 'Fullest name in the document, as written.';
COMMENT ON COLUMN clusters.kind IS 'cum (cụm) or khoi (khối).';
COMMENT ON COLUMN clusters.number IS 'Number as written (4, VII); null where the cluster is named and not numbered.';
COMMENT ON COLUMN clusters.system IS 'The organisation whose cluster it is, as written.';
COMMENT ON COLUMN clusters.declared_size IS 'Number of members that the text states.';
COMMENT ON COLUMN clusters.cluster_key IS 'Candidate canonical key: equal for the same cluster written differently, over all documents.';
COMMENT ON COLUMN clusters.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN clusters.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN clusters.candidate_key IS 'What this document knows the cluster by: kind/number/system/words, or kind/number//words@document where it says not whose cluster it is.';
COMMENT ON COLUMN clusters.canonical_id IS 'The cluster over all documents (canonical_clusters.canonical_id).';

ALTER TABLE members RENAME TO keyed;
CREATE TABLE members (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    place VARCHAR,
    unit_key VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    unit_id VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO members BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE members IS 'One row a unit that a document names as a member of a cluster.';
COMMENT ON COLUMN members.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN members.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN members.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN members.position IS 'Place in the document''s list of members, from 0.';
COMMENT ON COLUMN members.cluster_id IS 'The cluster (clusters.fact_id).';
COMMENT ON COLUMN members.unit IS 'The member organisation as written, completed from the context where only places are listed.';
COMMENT ON COLUMN members.place IS 'Bare name of the province, district or commune that the member is or belongs to.';
COMMENT ON COLUMN members.unit_key IS 'Candidate canonical key: equal for the same unit written differently, over all documents.';
COMMENT ON COLUMN members.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN members.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN members.unit_id IS 'The unit over all documents (units.unit_id).';

ALTER TABLE meetings RENAME TO keyed;
CREATE TABLE meetings (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    local_id VARCHAR NOT NULL,
    cluster_id VARCHAR,
    kind VARCHAR NOT NULL,
    ordinal INTEGER,
    starts_on DATE,
    ends_on DATE,
    place VARCHAR,
    province VARCHAR,
    covers VARCHAR,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    province_id VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO meetings BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE meetings IS 'One row a meeting that a document reports on or announces.';
COMMENT ON COLUMN meetings.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN meetings.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN meetings.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN meetings.position IS 'Place in the document''s list of meetings, from 0.';
COMMENT ON COLUMN meetings.local_id IS 'Name of the meeting within its document: m1, m2, ….';
COMMENT ON COLUMN meetings.cluster_id IS 'The cluster that meets (clusters.fact_id); null for a meeting above the clusters.';
COMMENT ON COLUMN meetings.kind IS 'year_review (tổng kết), interim_review (sơ kết), briefing (giao ban), signing (ký kết giao ước), launch (phát động, triển khai), workshop (hội thảo, tọa đàm), inspection (kiểm tra, chấm điểm chéo) or other.';
COMMENT ON COLUMN meetings.ordinal IS 'Which in its series: 9 for lần thứ 9.';
COMMENT ON COLUMN meetings.starts_on IS 'First day.';
COMMENT ON COLUMN meetings.ends_on IS 'Last day; the first day again for a meeting of one day.';
COMMENT ON COLUMN meetings.place IS 'Locality or venue as written.';
COMMENT ON COLUMN meetings.province IS 'Bare name of the province, where the text says it.';
COMMENT ON COLUMN meetings.covers IS 'Period reviewed: 2023, 2015-H1 (half), 2023-Q1 (quarter), 2023-M9 (first nine months), 2012/2017 (a term), 2015/2016 (a school year).';
COMMENT ON COLUMN meetings.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN meetings.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN meetings.province_id IS 'The province as it was on the day of the meeting (places.place_id).';

ALTER TABLE leaders RENAME TO keyed;
CREATE TABLE leaders (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR,
    person VARCHAR NOT NULL,
    rank VARCHAR,
    titles VARCHAR[] NOT NULL,
    capacities VARCHAR[] NOT NULL,
    person_key VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    person_id VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO leaders BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE leaders IS 'One row a person who takes part in a meeting or holds an office in a cluster.';
COMMENT ON COLUMN leaders.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN leaders.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN leaders.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN leaders.position IS 'Place in the document''s list of leaders, from 0.';
COMMENT ON COLUMN leaders.cluster_id IS 'The cluster (clusters.fact_id) of which the person is head or deputy.';
COMMENT ON COLUMN leaders.person IS 'Name as written, without rank and honorifics.';
COMMENT ON COLUMN leaders.rank IS 'Military or academic rank as written (Thiếu tướng, TS).';
COMMENT ON COLUMN leaders.titles IS 'Offices as written, each with its organisation.';
COMMENT ON COLUMN leaders.capacities IS 'What the person does in the cluster or at the meeting: head, deputy, chair, presenter, speaker, attendee.';
COMMENT ON COLUMN leaders.person_key IS 'Candidate canonical key: equal for the same name written differently, over all documents.';
COMMENT ON COLUMN leaders.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN leaders.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN leaders.person_id IS 'The person over all documents (people.person_id).';

ALTER TABLE headships RENAME TO keyed;
CREATE TABLE headships (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    unit VARCHAR,
    person VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    unit_key VARCHAR,
    person_key VARCHAR,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    unit_id VARCHAR,
    person_id VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO headships BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE headships IS 'One row a holder of the office of head or deputy of a cluster, in office or elected.';
COMMENT ON COLUMN headships.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN headships.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN headships.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN headships.position IS 'Place in the document''s list of headships, from 0.';
COMMENT ON COLUMN headships.cluster_id IS 'The cluster (clusters.fact_id).';
COMMENT ON COLUMN headships.role IS 'head (cụm trưởng, trưởng khối) or deputy (cụm phó, phó khối).';
COMMENT ON COLUMN headships.unit IS 'The member that holds the office, as written.';
COMMENT ON COLUMN headships.person IS 'The person who holds it or represents the unit, as written.';
COMMENT ON COLUMN headships.year IS 'Year of office; the first year of a school year.';
COMMENT ON COLUMN headships.status IS 'incumbent (in office) or elected (chosen for a coming period: the next-year head).';
COMMENT ON COLUMN headships.unit_key IS 'Candidate canonical key of the unit: equal for the same unit written differently, over all documents.';
COMMENT ON COLUMN headships.person_key IS 'Candidate canonical key of the person: equal for the same name written differently, over all documents.';
COMMENT ON COLUMN headships.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN headships.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN headships.unit_id IS 'The unit over all documents (units.unit_id).';
COMMENT ON COLUMN headships.person_id IS 'The person over all documents (people.person_id).';

ALTER TABLE awards RENAME TO keyed;
CREATE TABLE awards (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR,
    award VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    authority VARCHAR,
    recipient VARCHAR,
    recipient_kind VARCHAR,
    recipient_count INTEGER,
    year INTEGER,
    status VARCHAR NOT NULL,
    unit_key VARCHAR,
    person_key VARCHAR,
    authority_key VARCHAR,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    unit_id VARCHAR,
    person_id VARCHAR,
    level VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO awards BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE awards IS 'One row an award to one recipient, or to a number of unnamed ones: proposed, granted or voted.';
COMMENT ON COLUMN awards.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN awards.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN awards.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN awards.position IS 'Place in the document''s list of awards, from 0.';
COMMENT ON COLUMN awards.cluster_id IS 'The cluster (clusters.fact_id) within which it is awarded.';
COMMENT ON COLUMN awards.award IS 'emulation_flag (cờ), merit_certificate (bằng khen), commendation (giấy khen), order (huân chương), medal (huy chương, kỷ niệm chương), title (danh hiệu), placing (nhất, nhì, xếp loại) or other.';
COMMENT ON COLUMN awards.name IS 'Name of the award as written.';
COMMENT ON COLUMN awards.authority IS 'Who gives it, as written.';
COMMENT ON COLUMN awards.recipient IS 'Unit or person as written; null where the text gives only a number.';
COMMENT ON COLUMN awards.recipient_kind IS 'unit or person.';
COMMENT ON COLUMN awards.recipient_count IS '1 for a named recipient, else the number that the text gives.';
COMMENT ON COLUMN awards.year IS 'Year that is rewarded; the first year of a school year.';
COMMENT ON COLUMN awards.status IS 'proposed (đề nghị), granted (tặng) or voted (bình chọn inside the cluster).';
COMMENT ON COLUMN awards.unit_key IS 'Candidate canonical key of a recipient that is no person.';
COMMENT ON COLUMN awards.person_key IS 'Candidate canonical key of a recipient that is a person.';
COMMENT ON COLUMN awards.authority_key IS 'Candidate canonical key of the authority.';
COMMENT ON COLUMN awards.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN awards.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN awards.unit_id IS 'The recipient over all documents where it is a unit (units.unit_id).';
COMMENT ON COLUMN awards.person_id IS 'The recipient over all documents where it is a person (people.person_id).';
COMMENT ON COLUMN awards.level IS 'How high who gives it stands: state (Chủ tịch nước, Chính phủ, Thủ tướng), national (ministries and central bodies), province, district, commune or cluster; null where the text does not tell.';

ALTER TABLE pledges RENAME TO keyed;
CREATE TABLE pledges (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR NOT NULL,
    year INTEGER,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO pledges BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE pledges IS 'One row an emulation pledge (giao ước thi đua) that a cluster signed.';
COMMENT ON COLUMN pledges.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN pledges.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN pledges.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN pledges.position IS 'Place in the document''s list of pledges, from 0.';
COMMENT ON COLUMN pledges.cluster_id IS 'The cluster (clusters.fact_id).';
COMMENT ON COLUMN pledges.year IS 'Year for which it is signed; the first year of a school year.';
COMMENT ON COLUMN pledges.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN pledges.extractor_version IS 'Version of the extractor that gave the fact.';

ALTER TABLE campaigns RENAME TO keyed;
CREATE TABLE campaigns (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year INTEGER,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    campaign_key VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO campaigns BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE campaigns IS 'One row a named movement, theme or motto.';
COMMENT ON COLUMN campaigns.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN campaigns.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN campaigns.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN campaigns.position IS 'Place in the document''s list of campaigns, from 0.';
COMMENT ON COLUMN campaigns.name IS 'Name as written, without quotes.';
COMMENT ON COLUMN campaigns.kind IS 'movement (phong trào, cuộc vận động) or theme (chủ đề, khẩu hiệu, phương châm).';
COMMENT ON COLUMN campaigns.year IS 'Year, where the text ties it to one.';
COMMENT ON COLUMN campaigns.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN campaigns.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN campaigns.campaign_key IS 'The folded words of the name: equal for the same campaign.';

ALTER TABLE citations RENAME TO keyed;
CREATE TABLE citations (
    fact_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    issuer VARCHAR,
    issued_on DATE,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL,
    citation_key VARCHAR,
    document_number INTEGER NOT NULL,
    PRIMARY KEY (document_number, position)
);
INSERT INTO citations BY NAME
SELECT keyed.*, documents.document_number FROM keyed JOIN documents USING (document_id);
DROP TABLE keyed;
COMMENT ON TABLE citations IS 'One row a paper that a document cites by its number (a directive, plan, resolution).';
COMMENT ON COLUMN citations.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN citations.document_id IS 'The document that cites (documents.document_id).';
COMMENT ON COLUMN citations.document_number IS 'Number of the document here (documents.document_number).';
COMMENT ON COLUMN citations.position IS 'Place in the document''s list of citations, from 0.';
COMMENT ON COLUMN citations.kind IS 'Kind of paper as written (Chỉ thị, Kế hoạch, Nghị quyết).';
COMMENT ON COLUMN citations.number IS 'Number as written (34-CT/TW).';
COMMENT ON COLUMN citations.issuer IS 'Who issued it, where said.';
COMMENT ON COLUMN citations.issued_on IS 'Date of issue, where said.';
COMMENT ON COLUMN citations.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN citations.extractor_version IS 'Version of the extractor that gave the fact.';
COMMENT ON COLUMN citations.citation_key IS 'Letters and digits of the number: equal for the same document however its number is written.';
