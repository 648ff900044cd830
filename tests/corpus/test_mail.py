"""E-mail: what the message says, what is attached, and what hostile ones come to."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import REJECT_CODES, ReadError, Skipped, SourceItem, Unreadable, discover, list_container, read, sha256_of
from corpus.containers.members import MOST_DEPTH
from corpus.mail.parsing import words_of
from corpus.readers import BY_MEDIA_TYPE, mail
from corpus.readers.reader import ReadResult
from models import Segment
from tests.corpus.test_archives import Found, everything, item_of, opened
from tests.rendering import docx, legacy
from tests.rendering.archives import zipped
from tests.rendering.mail import render, render_saved_page

BODY = "Hội nghị tổng kết Cụm thi đua số 1 họp ngày 24/11/2023 tại thành phố Việt Trì, tỉnh Phú Thọ, có 50 đại biểu dự."
HTML = "text/html"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "thư.eml"


@pytest.fixture
def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of web pages that only takes away the tags."""
    from corpus.readers.reader import Reader

    def read_page(content: bytes) -> ReadResult:
        text = content.decode().replace("<p>", "").replace("</p>", "").strip()
        return ReadResult(text, (Segment(start=0, end=len(text), kind="paragraph"),))

    pages = Reader("html", 1, {HTML: (".html",)}, 1 << 20, read_page)
    monkeypatch.setattr("corpus.readers.BY_MEDIA_TYPE", {**BY_MEDIA_TYPE, HTML: pages})


def sources(found: list[Found], kind: type[Found] = SourceItem) -> list[str]:
    return [each.source for each in found if isinstance(each, kind)]


def test_a_message_and_what_is_attached(path: Path) -> None:
    attachments = {"Báo cáo năm 2023.docx": docx.render("Cụm thi đua số 2"), "b.txt": "Cụm 3".encode(), "c.json": b"{}"}
    message = render(BODY, attachments, headers={"Date": "Tue, 05 Dec 2023 10:00:00 +0700", "To": "a@b.example"})
    found = opened(path, message)
    assert sources(found) == [str(path), f"{path}!/Báo cáo năm 2023.docx", f"{path}!/b.txt"]
    assert sources(found, Skipped) == [f"{path}!/c.json"]
    first, second, third, _ = found
    assert isinstance(first, SourceItem) and isinstance(second, SourceItem) and isinstance(third, SourceItem)
    document = read(first)
    assert (document.text, document.doc_id, document.media_type) == (BODY, "thư", "message/rfc822")
    assert document.metadata["title"] == BODY
    assert document.metadata["author"] == "Văn phòng Hội <vp@hoi.example>"
    assert document.metadata["date"] == "2023-12-05T10:00:00+07:00"
    assert read(second).text == "Cụm thi đua số 2"
    assert (read(third).text, third.size, third.doc_id) == ("Cụm 3", len("Cụm 3".encode()), "b")
    assert sha256_of(third) == read(third).sha256


def test_a_message_without_words_is_its_attachments(path: Path) -> None:
    assert sources(opened(path, render("\n", {"b.txt": b"x"}, headers={"Subject": "Báo cáo"}))) == [f"{path}!/b.txt"]
    assert sources(opened(path, render("\n", headers={"Subject": "Báo cáo"}))) == [str(path)]


def test_messages_in_messages_and_archives(path: Path) -> None:
    inner = render("Cụm thi đua số 5 " * 9, {"d.txt": b"x"})
    forwarding = EmailMessage()
    forwarding.set_content(BODY)
    forwarded = EmailMessage()
    forwarded.set_content("Cụm thi đua số 6")
    forwarded.add_attachment(b"x", maintype="text", subtype="octet-stream", filename="e.txt")
    forwarding.add_attachment(forwarded)
    forwarding.add_attachment(zipped({"f.eml": inner}), maintype="application", subtype="zip", filename="g.zip")
    found = opened(path, forwarding.as_bytes())
    assert sources(found) == [
        str(path),
        f"{path}!/part-1.eml",
        f"{path}!/part-1.eml!/e.txt",
        f"{path}!/g.zip!/f.eml",
        f"{path}!/g.zip!/f.eml!/d.txt",
    ]
    assert all(read(item).text for item in found if isinstance(item, SourceItem))


def test_attachments_nested_too_deep(tmp_path: Path) -> None:
    content = render(BODY, {"a.txt": b"x", "b.json": b"{}"})
    for _ in range(MOST_DEPTH):
        content = zipped({"m.zip": content} if content.startswith(b"PK") else {"m.eml": content})
    found = opened(tmp_path / "a.zip", content)
    assert [source.rsplit("/", 1)[1] for source in sources(found)] == ["m.eml"]
    assert [each.code for each in found if isinstance(each, Unreadable)] == ["bomb"]


def test_pictures_of_the_text_are_no_attachments(path: Path) -> None:
    message = EmailMessage()
    message.set_content(BODY)
    message.add_alternative("<p><img src='cid:1'>", subtype="html")
    page = message.get_payload()[1]  # type: ignore[index]
    page.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<1>")  # type: ignore[union-attr]
    found = opened(path, message.as_bytes())
    assert (sources(found), len(sources(found, Skipped))) == ([str(path)], 1)


class TestTexts:
    """Which of its parts a message is read by."""

    def test_the_plain_one_of_two(self, path: Path) -> None:
        assert read(item_of(path, render(BODY, page="<p>Khác</p>"))).text == BODY

    @pytest.mark.usefixtures("_pages")
    def test_the_page_where_the_plain_one_says_nothing(self, path: Path) -> None:
        assert read(item_of(path, render("Xem bằng HTML", page="<p>Cụm thi đua</p>"))).text == "Cụm thi đua"

    def test_all_that_follow_each_other(self, path: Path) -> None:
        message = EmailMessage()
        message.make_mixed()
        for text in (BODY, "Cụm thi đua số 2"):
            part = EmailMessage()
            part.set_content(text)
            message.attach(part)
        document = read(item_of(path, message.as_bytes()))
        assert document.text == f"{BODY}\n\nCụm thi đua số 2"
        assert [document.text[part.start : part.end] for part in document.segments] == [BODY, "Cụm thi đua số 2"]

    @pytest.mark.parametrize(
        ("charset", "content"),
        [
            ("utf-8", BODY.encode()),
            ("us-ascii", BODY.encode()),
            ("iso-8859-1", legacy.render(BODY, "tcvn3")),
            ("windows-1258", legacy.render("Cụm", "windows-1258")),
            ("utf-16le", BODY.encode("utf-16-le")),
            ("x-unknown", BODY.encode()),
        ],
    )
    def test_encodings(self, path: Path, charset: str, content: bytes) -> None:
        head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
        assert read(item_of(path, head.encode() + base64.encodebytes(content))).text in (BODY, "Cụm")

    def test_lines_that_flow_on(self) -> None:
        flowed = b"Hoi nghi \r\n tong \r\nket.\r\nHai\r\n-- \r\nVan phong \r\n"
        assert mail.unflowed(flowed) == b"Hoi nghi tong ket.\nHai\n-- \nVan phong "


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?Q+G7pW0gdGhp?=\r\n =?utf-8?B?IMSRdWE=?=", "Cụm thi đua"),
        ("=?UTF-8?Q?C=E1=BB=A5m_1?= (2)", "Cụm 1 (2)"),
        ("Cụm".encode().decode("ascii", "surrogateescape"), "Cụm"),
        (legacy.render("Báo cáo tổng kết", "tcvn3").decode("ascii", "surrogateescape"), "Báo cáo tổng kết"),
        ("=?x-no?B?YQ==?=", "a"),
        ("=?utf-8?B?A?=", "=?utf-8?B?A?="),
        ("a\r\n b", "a b"),
    ],
)
def test_words_of_headers(raw: str, text: str) -> None:
    assert words_of(raw) == text


@pytest.mark.parametrize(
    "disposition",
    [
        "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o.txt",
        "attachment; filename*0*=utf-8''B%C3%A1o; filename*1*=%20c%C3%A1o.txt",
        'attachment; filename="=?utf-8?B?QsOhbyBjw6FvLnR4dA==?="',
        'attachment; filename="Báo cáo.txt"',
    ],
)
def test_names_of_attachments(path: Path, disposition: str) -> None:
    message = f"Subject: x\nContent-Type: application/octet-stream\nContent-Disposition: {disposition}\n\nabc"
    assert sources(opened(path, message.encode())) == [f"{path}!/Báo cáo.txt"]


class TestSavedPages:
    """MHT and MHTML."""

    @pytest.mark.usefixtures("_pages")
    @pytest.mark.parametrize("suffix", [".mht", ".mhtml", ".html", ".txt"])
    def test_the_page_is_read(self, tmp_path: Path, suffix: str) -> None:
        if suffix == ".html" and HTML not in BY_MEDIA_TYPE:
            suffix = ".txt"
        document = read(item_of(tmp_path / f"a{suffix}", render_saved_page("<p>Cụm thi đua</p>")))
        assert (document.text, document.media_type) == ("Cụm thi đua", "multipart/related")
        assert document.metadata["url"] == "https://tin.example/thi-dua/1.htm"
        assert document.metadata["title"] == "Trang tin"

    def test_no_page_in_it(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="corrupt"):
            read(item_of(tmp_path / "a.mht", b"Content-Type: multipart/related; boundary=x\n\n--x\n\nabc\n--x--"))


class TestHostile:
    """Messages that are to break their reader."""

    def test_parts_in_parts_without_end(self, path: Path) -> None:
        lines = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}" for n in range(5000)]
        with pytest.raises(ReadError, match="bomb"):
            opened(path, "\n".join(lines).encode())

    def test_more_parts_than_are_taken(self, path: Path) -> None:
        content = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 2000
        with pytest.raises(ReadError, match="bomb"):
            opened(path, content)

    def test_too_large(self, path: Path) -> None:
        most = BY_MEDIA_TYPE["message/rfc822"].max_bytes
        with path.open("wb") as file:
            file.truncate(most + 1)  # sparse: takes no space
        [item] = discover([path])
        assert isinstance(item, SourceItem)
        with pytest.raises(ReadError, match="too_big"):
            list_container(item)

    def test_nothing(self, path: Path) -> None:
        [item] = opened(path, b"")
        assert isinstance(item, SourceItem)
        with pytest.raises(ReadError, match="empty"):
            read(item)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
    @given(st.data())
    def test_broken_messages_give_documents_or_read_errors(self, path: Path, data: st.DataObject) -> None:
        whole = bytearray(render(BODY, {"a.docx": b"PK", "b.txt": b"x", "c.eml": render("Cụm")}, page="<p>a</p>"))
        for _ in range(data.draw(st.integers(1, 8))):
            at = data.draw(st.integers(0, len(whole) - 1))
            whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        try:
            for item in everything(item_of(path, bytes(whole))):
                if isinstance(item, SourceItem):
                    try:
                        read(item)
                    except ReadError as error:
                        assert error.code in REJECT_CODES
        except ReadError as error:
            assert error.code in REJECT_CODES
