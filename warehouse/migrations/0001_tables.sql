-- Tables of the warehouse. Primary keys but no foreign keys, checks, enums or sequences: DuckDB cannot replace a parent
-- and its children in one transaction, and DuckLake has none of them. References are verified by warehouse.check.

CREATE TABLE schema_migrations (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE schema_migrations IS 'The migrations applied to this file, one row each.';
COMMENT ON COLUMN schema_migrations.version IS 'Number of the migration file; the highest is the version of the schema.';
COMMENT ON COLUMN schema_migrations.name IS 'Name of the migration file without its number and suffix.';
COMMENT ON COLUMN schema_migrations.applied_at IS 'When it was applied (UTC).';

CREATE TABLE documents (
    document_id VARCHAR PRIMARY KEY,
    doc_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    title VARCHAR,
    published_on DATE,
    author VARCHAR,
    publisher VARCHAR,
    kind VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    text_sha256 VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    segments STRUCT(start_offset INTEGER, end_offset INTEGER, kind VARCHAR)[] NOT NULL,
    metadata MAP(VARCHAR, VARCHAR) NOT NULL,
    extractor_version VARCHAR NOT NULL,
    load_id VARCHAR NOT NULL
);
COMMENT ON TABLE documents IS 'One row a document (distinct bytes): what it says about itself and its whole text, from which facts can be extracted again.';
COMMENT ON COLUMN documents.document_id IS 'Key: the first 16 hexadecimal digits of sha256.';
COMMENT ON COLUMN documents.doc_id IS 'Short name: the stem of the file name, or the last part of the URL, of the source. Not unique.';
COMMENT ON COLUMN documents.source IS 'Path as given, or URL; archive.zip!/name for a member of a container. Of several sources (see document_sources) the first in alphabetical order.';
COMMENT ON COLUMN documents.title IS 'Title as the text states it.';
COMMENT ON COLUMN documents.published_on IS 'Date of publication or signing as the text states it.';
COMMENT ON COLUMN documents.author IS 'Byline; several names joined with a comma.';
COMMENT ON COLUMN documents.publisher IS 'Publisher, where the text names it.';
COMMENT ON COLUMN documents.kind IS 'meeting_report, official_report, minutes, decision, notice or other.';
COMMENT ON COLUMN documents.media_type IS 'Media type of the bytes.';
COMMENT ON COLUMN documents.sha256 IS 'SHA-256 of the bytes, hexadecimal.';
COMMENT ON COLUMN documents.text_sha256 IS 'SHA-256 of the text in UTF-8, hexadecimal.';
COMMENT ON COLUMN documents.text IS 'The text; every offset in the warehouse counts its characters (Unicode code points) from 0.';
COMMENT ON COLUMN documents.segments IS 'Parts of the text in order, text[start_offset:end_offset]: heading, paragraph, list_item, table_row, caption, teaser or furniture.';
COMMENT ON COLUMN documents.metadata IS 'What the container says of itself (title, author, URL, dates), as written.';
COMMENT ON COLUMN documents.extractor_version IS 'Version of the extractor that gave this document''s facts.';
COMMENT ON COLUMN documents.load_id IS 'The load (loads.load_id) that wrote the document and its facts.';

CREATE TABLE document_sources (
    document_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    doc_id VARCHAR NOT NULL,
    size_bytes BIGINT,
    modified_ns BIGINT,
    load_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, source)
);
COMMENT ON TABLE document_sources IS 'Where each document was found; the same bytes may lie at several paths, and a path may have held several documents over time.';
COMMENT ON COLUMN document_sources.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN document_sources.source IS 'Path as given, or URL; archive.zip!/name for a member of a container.';
COMMENT ON COLUMN document_sources.doc_id IS 'The stem of the file name, or the last part of the URL.';
COMMENT ON COLUMN document_sources.size_bytes IS 'Size of the file in bytes when last seen, where known; with modified_ns it spares reading an unchanged file.';
COMMENT ON COLUMN document_sources.modified_ns IS 'Time of the file''s last change when last seen, in nanoseconds since 1970 (UTC), where known.';
COMMENT ON COLUMN document_sources.load_id IS 'The load (loads.load_id) that first saw the document here.';

CREATE TABLE clusters (
    fact_id VARCHAR PRIMARY KEY,
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
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE clusters IS 'One row an emulation cluster (cụm) or bloc (khối) that a document tells about.';
COMMENT ON COLUMN clusters.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN clusters.document_id IS 'The document that states it (documents.document_id).';
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

CREATE TABLE members (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    place VARCHAR,
    unit_key VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE members IS 'One row a unit that a document names as a member of a cluster.';
COMMENT ON COLUMN members.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN members.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN members.position IS 'Place in the document''s list of members, from 0.';
COMMENT ON COLUMN members.cluster_id IS 'The cluster (clusters.fact_id).';
COMMENT ON COLUMN members.unit IS 'The member organisation as written, completed from the context where only places are listed.';
COMMENT ON COLUMN members.place IS 'Bare name of the province, district or commune that the member is or belongs to.';
COMMENT ON COLUMN members.unit_key IS 'Candidate canonical key: equal for the same unit written differently, over all documents.';
COMMENT ON COLUMN members.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN members.extractor_version IS 'Version of the extractor that gave the fact.';

CREATE TABLE meetings (
    fact_id VARCHAR PRIMARY KEY,
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
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE meetings IS 'One row a meeting that a document reports on or announces.';
COMMENT ON COLUMN meetings.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN meetings.document_id IS 'The document that states it (documents.document_id).';
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

CREATE TABLE leaders (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR,
    person VARCHAR NOT NULL,
    rank VARCHAR,
    titles VARCHAR[] NOT NULL,
    capacities VARCHAR[] NOT NULL,
    person_key VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE leaders IS 'One row a person who takes part in a meeting or holds an office in a cluster.';
COMMENT ON COLUMN leaders.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN leaders.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN leaders.position IS 'Place in the document''s list of leaders, from 0.';
COMMENT ON COLUMN leaders.cluster_id IS 'The cluster (clusters.fact_id) of which the person is head or deputy.';
COMMENT ON COLUMN leaders.person IS 'Name as written, without rank and honorifics.';
COMMENT ON COLUMN leaders.rank IS 'Military or academic rank as written (Thiếu tướng, TS).';
COMMENT ON COLUMN leaders.titles IS 'Offices as written, each with its organisation.';
COMMENT ON COLUMN leaders.capacities IS 'What the person does in the cluster or at the meeting: head, deputy, chair, presenter, speaker, attendee.';
COMMENT ON COLUMN leaders.person_key IS 'Candidate canonical key: equal for the same name written differently, over all documents.';
COMMENT ON COLUMN leaders.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN leaders.extractor_version IS 'Version of the extractor that gave the fact.';

CREATE TABLE headships (
    fact_id VARCHAR PRIMARY KEY,
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
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE headships IS 'One row a holder of the office of head or deputy of a cluster, in office or elected.';
COMMENT ON COLUMN headships.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN headships.document_id IS 'The document that states it (documents.document_id).';
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

CREATE TABLE awards (
    fact_id VARCHAR PRIMARY KEY,
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
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE awards IS 'One row an award to one recipient, or to a number of unnamed ones: proposed, granted or voted.';
COMMENT ON COLUMN awards.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN awards.document_id IS 'The document that states it (documents.document_id).';
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

CREATE TABLE pledges (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    cluster_id VARCHAR NOT NULL,
    year INTEGER,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE pledges IS 'One row an emulation pledge (giao ước thi đua) that a cluster signed.';
COMMENT ON COLUMN pledges.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN pledges.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN pledges.position IS 'Place in the document''s list of pledges, from 0.';
COMMENT ON COLUMN pledges.cluster_id IS 'The cluster (clusters.fact_id).';
COMMENT ON COLUMN pledges.year IS 'Year for which it is signed; the first year of a school year.';
COMMENT ON COLUMN pledges.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN pledges.extractor_version IS 'Version of the extractor that gave the fact.';

CREATE TABLE campaigns (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year INTEGER,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE campaigns IS 'One row a named movement, theme or motto.';
COMMENT ON COLUMN campaigns.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN campaigns.document_id IS 'The document that states it (documents.document_id).';
COMMENT ON COLUMN campaigns.position IS 'Place in the document''s list of campaigns, from 0.';
COMMENT ON COLUMN campaigns.name IS 'Name as written, without quotes.';
COMMENT ON COLUMN campaigns.kind IS 'movement (phong trào, cuộc vận động) or theme (chủ đề, khẩu hiệu, phương châm).';
COMMENT ON COLUMN campaigns.year IS 'Year, where the text ties it to one.';
COMMENT ON COLUMN campaigns.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN campaigns.extractor_version IS 'Version of the extractor that gave the fact.';

CREATE TABLE citations (
    fact_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    issuer VARCHAR,
    issued_on DATE,
    confidence DOUBLE NOT NULL,
    extractor_version VARCHAR NOT NULL
);
COMMENT ON TABLE citations IS 'One row a paper that a document cites by its number (a directive, plan, resolution).';
COMMENT ON COLUMN citations.fact_id IS 'Key of the fact; the same after a reload, and after a new extraction while what identifies the fact is unchanged.';
COMMENT ON COLUMN citations.document_id IS 'The document that cites (documents.document_id).';
COMMENT ON COLUMN citations.position IS 'Place in the document''s list of citations, from 0.';
COMMENT ON COLUMN citations.kind IS 'Kind of paper as written (Chỉ thị, Kế hoạch, Nghị quyết).';
COMMENT ON COLUMN citations.number IS 'Number as written (34-CT/TW).';
COMMENT ON COLUMN citations.issuer IS 'Who issued it, where said.';
COMMENT ON COLUMN citations.issued_on IS 'Date of issue, where said.';
COMMENT ON COLUMN citations.confidence IS 'Probability that the fact is right, 0 to 1.';
COMMENT ON COLUMN citations.extractor_version IS 'Version of the extractor that gave the fact.';

CREATE TABLE evidence (
    fact_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    document_id VARCHAR NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    PRIMARY KEY (fact_id, ordinal)
);
COMMENT ON TABLE evidence IS 'One row a quote: the words of a document that state a fact.';
COMMENT ON COLUMN evidence.fact_id IS 'The fact, a row of the table that its name begins with (awards_… in awards).';
COMMENT ON COLUMN evidence.ordinal IS 'Which quote of the fact, from 0.';
COMMENT ON COLUMN evidence.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN evidence.start_offset IS 'Where the quote starts in documents.text, in characters from 0.';
COMMENT ON COLUMN evidence.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN evidence.quote IS 'The words: substr(text, start_offset + 1, end_offset - start_offset).';

CREATE TABLE rejects (
    source VARCHAR PRIMARY KEY,
    sha256 VARCHAR,
    size_bytes BIGINT,
    modified_ns BIGINT,
    stage VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    tool_fingerprint VARCHAR NOT NULL,
    load_id VARCHAR NOT NULL
);
COMMENT ON TABLE rejects IS 'One row a source that could not be loaded, as of its last attempt; it goes when the source loads.';
COMMENT ON COLUMN rejects.source IS 'Path as given, or URL; archive.zip!/name for a member of a container.';
COMMENT ON COLUMN rejects.sha256 IS 'SHA-256 of the bytes, hexadecimal; null where they could not be had.';
COMMENT ON COLUMN rejects.size_bytes IS 'Size of the file in bytes, where known.';
COMMENT ON COLUMN rejects.modified_ns IS 'Time of the file''s last change in nanoseconds since 1970 (UTC), where known.';
COMMENT ON COLUMN rejects.stage IS 'Where it failed: read, extract or load.';
COMMENT ON COLUMN rejects.code IS 'Short word for the cause.';
COMMENT ON COLUMN rejects.reason IS 'The cause in a sentence.';
COMMENT ON COLUMN rejects.tool_fingerprint IS 'Reader, extractor and installed tools at the attempt; the source is tried again when they or the bytes change.';
COMMENT ON COLUMN rejects.load_id IS 'The load (loads.load_id) that wrote the row.';

CREATE TABLE loads (
    load_id VARCHAR PRIMARY KEY,
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    program_version VARCHAR NOT NULL,
    documents_added INTEGER NOT NULL,
    documents_replaced INTEGER NOT NULL,
    documents_unchanged INTEGER NOT NULL,
    sources_added INTEGER NOT NULL,
    facts_written INTEGER NOT NULL,
    rejects_written INTEGER NOT NULL,
    rejects_resolved INTEGER NOT NULL
);
COMMENT ON TABLE loads IS 'One row a batch that changed the warehouse, written last in the batch''s transaction.';
COMMENT ON COLUMN loads.load_id IS 'Key: time of the batch (UTC) and random digits.';
COMMENT ON COLUMN loads.run_id IS 'The run of the program or flow that the batch belongs to.';
COMMENT ON COLUMN loads.started_at IS 'When the batch was begun (UTC).';
COMMENT ON COLUMN loads.finished_at IS 'When its rows were written (UTC).';
COMMENT ON COLUMN loads.program_version IS 'Version of the program.';
COMMENT ON COLUMN loads.documents_added IS 'New documents.';
COMMENT ON COLUMN loads.documents_replaced IS 'Documents whose text and facts were replaced: another extractor, or another reading of the same bytes.';
COMMENT ON COLUMN loads.documents_unchanged IS 'Documents that were there already and left as they were.';
COMMENT ON COLUMN loads.sources_added IS 'Further places at which documents were found.';
COMMENT ON COLUMN loads.facts_written IS 'Facts of the added and replaced documents.';
COMMENT ON COLUMN loads.rejects_written IS 'Rejects added or changed.';
COMMENT ON COLUMN loads.rejects_resolved IS 'Rejects removed because their source loaded.';
