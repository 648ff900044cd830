"""Word documents: what is where in them, and what of it is read."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.readers.docx import read
from corpus.readers.reader import ReadResult

_NUMBERING = """<w:numbering {names}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2.%3"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document: DocumentObject) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_body(*blocks: str) -> DocumentObject:
    """A document whose body is this XML."""
    document = Document()
    for block in blocks:
        element = parse_xml(block.replace(">", f" {nsdecls('w')}>", 1) if "xmlns:w" not in block else block)
        document.element.body.insert(len(document.element.body) - 1, element)
    return document


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def lines_of(result: ReadResult) -> list[str]:
    return [line for line in result.text.split("\n") if line]


def kinds_of(result: ReadResult) -> dict[str, str]:
    return {result.text[part.start : part.end]: part.kind for part in result.segments}


def with_members(content: bytes, members: Mapping[str, bytes]) -> bytes:
    """The package with members put in, or in the place of others."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name, member in ({name: old.read(name) for name in old.namelist()} | dict(members)).items():
            new.writestr(name, member)
    return file.getvalue()


def member(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_lists_have_their_numbers_and_restart() -> None:
    document = with_body(
        numbered("Kết quả", 0),
        numbered("Công tác hội", 1),
        numbered("Hội viên", 2),
        numbered("Tổ chức", 2),
        numbered("Phong trào", 1),
        numbered("Nông thôn mới", 2),
        numbered("Phương hướng", 0),
        numbered("Nhiệm vụ", 1),
        numbered("Danh sách tiếp", 1, number=2),
    )
    root = document.part.numbering_part.element
    root[:] = parse_xml(_NUMBERING.format(names=nsdecls("w")))[:]
    result = read(saved(document))
    assert lines_of(result) == [
        *("I. Kết quả", "1) Công tác hội", "1.a Hội viên", "1.b Tổ chức", "2) Phong trào", "2.a Nông thôn mới"),
        *("II. Phương hướng", "1) Nhiệm vụ", "5) Danh sách tiếp"),
    ]
    assert set(kinds_of(result).values()) == {"list_item"}


def test_footnotes_follow_the_text_in_the_order_of_their_marks() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p><w:r><w:t>Cụm 3</w:t></w:r>{reference.format(2)}<w:r><w:t> bầu trưởng</w:t></w:r>{reference.format(1)}</w:p>"
    content = saved(with_body(body, paragraph("Cuối.")))
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in ((1, "Nhiệm kỳ 2020."), (2, "Gồm bảy tỉnh."), (3, "Không ai nhắc."))
    )
    relation = f'<Relationship Id="rId900" Type="{_NOTES}" Target="footnotes.xml"/></Relationships>'
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES_TYPE}"/></Types>'
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    whole = with_members(
        content,
        {
            "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
            rels: member(content, rels).replace(b"</Relationships>", relation.encode()),
            types: member(content, types).replace(b"</Types>", kind.encode()),
        },
    )
    assert lines_of(read(whole)) == ["Cụm 3 bầu trưởng", "Cuối.", "Gồm bảy tỉnh.", "Nhiệm kỳ 2020."]


def test_tracked_changes_are_taken_as_made() -> None:
    document = with_body(
        '<w:p><w:r><w:t xml:space="preserve">Cụm trưởng là </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>Hà Nam</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>Nam Định</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>, nơi cũ</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>',
    )
    assert lines_of(read(saved(document))) == ["Cụm trưởng là Nam Định."]


@pytest.mark.parametrize("drawing", ["vml", "drawing", "both"])
def test_text_boxes_follow_their_paragraph_once(drawing: str) -> None:
    names = (
        f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    inside = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    vml = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    shape = f"<w:drawing><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>"
    either = f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent>'
    shown = {"vml": vml, "drawing": shape, "both": either}[drawing]
    document = with_body(f"<w:p {names}><w:r><w:t>Trước</w:t></w:r><w:r>{shown}</w:r></w:p>", paragraph("Sau"))
    assert lines_of(read(saved(document))) == ["Trước", "Trong khung", "Sau"]


def test_headers_and_footers_are_furniture() -> None:
    document = Document()
    document.add_paragraph("Nội dung báo cáo")
    document.sections[0].header.paragraphs[0].text = "HỘI NÔNG DÂN TỈNH HÀ NAM"
    document.sections[0].footer.paragraphs[0].text = "Lưu hành nội bộ"
    document.add_section()
    result = read(saved(document))
    assert lines_of(result) == ["HỘI NÔNG DÂN TỈNH HÀ NAM", "Nội dung báo cáo", "Lưu hành nội bộ"]
    assert kinds_of(result)["HỘI NÔNG DÂN TỈNH HÀ NAM"] == kinds_of(result)["Lưu hành nội bộ"] == "furniture"


def test_a_table_in_a_cell_follows_its_row() -> None:
    document = Document()
    outer = document.add_table(2, 3, style="Table Grid")
    for row, texts in zip(outer.rows, (("STT", "Tên đơn vị", "Hình thức"), ("1", "Hà Nam", "Cờ")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    inner = outer.cell(1, 1).add_table(2, 2)
    for row, (year, place) in zip(inner.rows, (("Năm", "Hạng"), ("2019", "Nhất")), strict=True):
        row.cells[0].text, row.cells[1].text = year, place
    result = read(saved(document))
    assert lines_of(result) == ["STT | Tên đơn vị | Hình thức", "1 | Hà Nam | Cờ", "Năm | Hạng", "2019 | Nhất"]
    assert kinds_of(result)["1 | Hà Nam | Cờ"] == "table_row"


def test_core_properties() -> None:
    document = Document()
    document.add_paragraph("Nội dung")
    properties = document.core_properties
    properties.title, properties.author = "Báo cáo  tổng kết", "Văn phòng"
    properties.created = datetime(2019, 12, 31, 8, 30, tzinfo=UTC)
    found = read(saved(document)).metadata
    assert (found["title"], found["author"]) == ("Báo cáo tổng kết", "Văn phòng")
    assert found["date"].startswith("2019-12-31T08:30:00")


def test_a_relation_without_a_type() -> None:
    content = saved(with_body(paragraph("Nội dung")))
    name = "word/_rels/document.xml.rels"
    relations = b'<Relationship Id="rId900" Target="styles.xml"/></Relationships>'
    broken = member(content, name).replace(b"</Relationships>", relations)
    assert read(with_members(content, {name: broken})).text == "Nội dung"


def test_a_member_without_a_name() -> None:
    content = saved(with_body(paragraph("Nội dung")))
    name = b"docProps/thumbnail.jpeg"
    assert content.count(name) == 2
    assert read(content.replace(name, b"\0" + name[1:])).text == "Nội dung"
