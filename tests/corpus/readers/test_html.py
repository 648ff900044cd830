"""Web pages: what is read of them, what is left out, and what hostile ones get."""

import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ReadError, normalise
from corpus.legacy import ENCODINGS, Encoding
from corpus.readers.html import READER, read
from corpus.readers.reader import ReadResult
from tests.rendering import html
from tests.rendering.legacy import render_as_text
from tests.running import SAMPLES

FIRST = (
    "Ngày 24/11/2023, tại thành phố Việt Trì, Cụm thi đua số 4 Hội CCB Việt Nam tổ chức Hội nghị tổng kết công tác thi đua "
    "năm 2023, có mặt đông đủ đại biểu của sáu tỉnh trong cụm cùng lãnh đạo địa phương."
)
SECOND = (
    "Hội nghị đã bầu Hội CCB tỉnh Phú Thọ làm Cụm trưởng năm 2024, Hội CCB tỉnh Yên Bái làm Cụm phó; các tỉnh hội ký giao ước "
    "thi đua và thống nhất đề nghị tặng cờ cho đơn vị dẫn đầu."
)
HEADLINE = "Cụm thi đua số 4 tổng kết công tác năm 2023"
SAMPLE = (SAMPLES / "b04-khoi-bo-nganh-kinh-te.txt").read_text(encoding="utf-8")
SAMPLE_HEADLINE = json.loads((SAMPLES / "b04-khoi-bo-nganh-kinh-te.json").read_text(encoding="utf-8"))["document"][
    "title"
]


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def article(inside: str, around: str = "", head: str = "") -> bytes:
    return page(f"<article><h1>{HEADLINE}</h1><p>{FIRST}</p>{inside}<p>{SECOND}</p></article>{around}", head)


def lines(result: ReadResult, kind: str = "") -> list[str]:
    return [result.text[part.start : part.end] for part in result.segments if not kind or part.kind == kind]


def code_of(content: bytes) -> str:
    with pytest.raises(ReadError) as error:
        read(content)
    return error.value.code


@pytest.mark.parametrize("template", html.TEMPLATES)
def test_pages_of_many_systems(template: str) -> None:
    result = read(html.render(SAMPLE, template, headline=SAMPLE_HEADLINE))
    assert lines(result)[0] == SAMPLE_HEADLINE
    assert result.segments[0].kind == "heading"
    assert not [words for words in html.NOISE if words in result.text]
    wanted = [" ".join(line.split()) for line in SAMPLE.split("\n") if len(line) > 100 and "|" not in line]
    assert [line for line in wanted if line.lstrip("» ") not in result.text] == []
    assert [line.rsplit(" (", 1)[0] for line in lines(result, "teaser")] == [
        "Tập đoàn Điện lực Việt Nam được bầu làm Trưởng khối thi đua các Tập đoàn kinh tế nhà nước năm 2016",
        "Bộ Xây dựng công bố chỉ số giá quý I",
        "Hà Nội: khánh thành khối nhà điều trị nội trú Bệnh viện Xây dựng",
    ]
    assert result.metadata["title"] == SAMPLE_HEADLINE


@pytest.mark.parametrize("template", ["wordpress", "nukeviet", "modern"])
def test_what_a_page_says_of_itself(template: str) -> None:
    metadata = read(html.render(SAMPLE, template, headline=SAMPLE_HEADLINE)).metadata
    assert metadata["date"].startswith("2016-03-23")
    assert metadata["url"] == html.ADDRESS
    assert metadata["site"]
    assert metadata.get("author", "") == ("Ngọc Ánh" if template == "modern" else "")


@pytest.mark.parametrize(
    ("head", "name", "value"),
    [
        ('<meta property="article:published_time" content="2023-11-25T07:30:00+07:00">', "date", "2023-11-25T07:30:00+07:00"),
        ('<meta name="pubdate" content="25/11/2023 07:30">', "date", "2023-11-25"),
        ('<meta itemprop="datePublished" content="2023-11-25">', "date", "2023-11-25"),
        ('<meta name="date" content="31/02/2023"><meta name="dc.date" content="2023-11-25">', "date", "2023-11-25"),
        ('<meta name="author" content="Trọng Hiếu">', "author", "Trọng Hiếu"),
        ('<meta property="og:site_name" content="Báo Phú Thọ">', "site", "Báo Phú Thọ"),
        (f"<title>{HEADLINE} - Báo Phú Thọ</title>", "site", "Báo Phú Thọ"),
        ('<link rel="canonical" href="https://baophutho.vn/tin-1.html">', "url", "https://baophutho.vn/tin-1.html"),
        ('<base href="https://baophutho.vn/"><link rel="canonical" href="/tin-1.html">', "url", "https://baophutho.vn/tin-1.html"),
        ('<!-- saved from url=(0031)https://baophutho.vn/tin-1.html -->', "url", "https://baophutho.vn/tin-1.html"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2023-11-25"}]}</script>', "date", "2023-11-25"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A B"},"C D"]}</script>', "author", "A B, C D"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Báo Phú Thọ"}}</script>', "site", "Báo Phú Thọ"),
    ],
)  # fmt: skip
def test_metadata(head: str, name: str, value: str) -> None:
    assert read(article("", head=head)).metadata[name] == value


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta name="author" content="admin">', "author"),
        ('<meta property="article:author" content="https://facebook.com/bao">', "author"),
        ('<meta name="date" content="hôm qua">', "date"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url"),
        ('<link rel="canonical" href="http://[::1">', "url"),
        ('<script type="application/ld+json">{"@type":</script>', "date"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "date"),
    ],
)
def test_what_is_no_metadata(head: str, name: str) -> None:
    assert name not in read(article("", head=head)).metadata


def test_microdata_and_time() -> None:
    inside = (
        '<time datetime="2023-11-25">hôm qua</time><span itemprop="author"><b itemprop="name">Trọng Hiếu</b></span>'
    )
    metadata = read(article(inside)).metadata
    assert (metadata["date"], metadata["author"]) == ("2023-11-25", "Trọng Hiếu")


def test_a_table_keeps_its_rows() -> None:
    result = read(
        article(
            "<table border=1><caption>Kết quả chấm điểm</caption><tr><th>TT<th>Đơn vị<th>Điểm</tr>"
            "<tr><td rowspan=2>1<td><p>Phú Thọ</p><p>(Cụm trưởng)</p><td>98</tr><tr><td>Yên Bái<td></tr>"
            "<tr><td colspan=3>Các đơn vị khác</tr><tr><td colspan=2>Hà Giang<td>90</tr></table>"
        )
    )
    assert lines(result, "table_row") == [
        "TT | Đơn vị | Điểm",
        "1 | Phú Thọ (Cụm trưởng) | 98",
        "| Yên Bái |",
        "Hà Giang | | 90",
    ]
    assert lines(result, "caption") == ["Kết quả chấm điểm"]
    assert "Các đơn vị khác" in lines(result, "paragraph")


def test_a_table_that_places_things_is_read_cell_by_cell() -> None:
    result = read(
        article(
            "<table><tr><td><p>UBND TỈNH PHÚ THỌ</p><p>Số: 06/BC</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
            "<p>Độc lập - Tự do - Hạnh phúc</p></td></tr></table>"
        )
    )
    at = lines(result).index("UBND TỈNH PHÚ THỌ")
    assert lines(result)[at + 1 : at + 4] == [
        "Số: 06/BC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert not lines(result, "table_row")


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("<ol><li>Một</li><li>Hai</li></ol>", ["1. Một", "2. Hai"]),
        ("<ol start=3 type=a><li>Một<li value=5>Hai</ol>", ["c. Một", "e. Hai"]),
        ('<ol style="list-style-type:upper-roman"><li>Một<ol><li>Hai</ol><li>Ba</ol>', ["I. Một", "1. Hai", "II. Ba"]),
        ("<ul><li>Một</li><li>- Hai</li></ul>", ["- Một", "- Hai"]),
        ("<ol><li>1. Một</li><li>a) Hai</li></ol>", ["1. Một", "a) Hai"]),
    ],
)
def test_lists_keep_their_items(inside: str, wanted: list[str]) -> None:
    assert lines(read(article(inside)), "list_item") == wanted


def test_headings_captions_and_breaks() -> None:
    result = read(
        article(
            "<h2>Kết quả<br>nổi bật</h2><figure><img src=a.jpg><figcaption>Quang cảnh hội nghị. Ảnh: T.H</figcaption></figure>"
            "<p>Dòng thứ nhất<br>Dòng thứ hai<br><br>Đoạn sau</p><pre>Một\n  Hai</pre><p>Tặng C&#7901; thi &dstrok;ua&nbsp;&ndash; H<sub>2</sub>O</p>"
        )
    )
    assert lines(result, "heading") == [HEADLINE, "Kết quả nổi bật"]
    assert lines(result, "caption") == ["Quang cảnh hội nghị. Ảnh: T.H"]
    assert "Dòng thứ nhất\nDòng thứ hai\n\nĐoạn sau\nMột\nHai\nTặng Cờ thi đua – H2O\n" in result.text


def test_related_news_stand_behind_the_article_with_their_summaries() -> None:
    summary = "(14/01/2026) Bốn tỉnh thành viên đã họp tổng kết năm 2025 và nhất trí chọn Cà Mau làm Cụm trưởng."
    box = f"<div class='box'><h3>Tin liên quan</h3><div><a href=1>Cụm Tây Nam Bộ chọn Cà Mau làm Cụm trưởng</a></div><p>{summary}</p></div>"
    for content in (
        article("", box),
        page(f"{box}<div id=main><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></div>"),
        article(box),
    ):
        result = read(content)
        assert lines(result, "teaser") == ["Cụm Tây Nam Bộ chọn Cà Mau làm Cụm trưởng", summary]
        assert lines(result)[-3:] == ["Tin liên quan", "Cụm Tây Nam Bộ chọn Cà Mau làm Cụm trưởng", summary]
        assert lines(result, "furniture") == ["Tin liên quan"]


def test_the_sections_of_a_report_are_no_parts_of_the_page() -> None:
    inside = "<p><b>2. Thảo luận</b></p><p>Ông Hồ Sỹ Thọ đề nghị xem xét lại điểm trừ.</p><p><b>3. Ý kiến</b></p><p>Bà Lê Thị Mỹ xin rút tên.</p>"
    assert lines(read(article(inside)))[2:6] == [
        "2. Thảo luận",
        "Ông Hồ Sỹ Thọ đề nghị xem xét lại điểm trừ.",
        "3. Ý kiến",
        "Bà Lê Thị Mỹ xin rút tên.",
    ]


def test_a_part_that_holds_the_article_is_none_of_what_its_name_says() -> None:
    result = read(page(f"<div class='sidebar-layout comments'><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></div>"))
    assert lines(result) == [HEADLINE, FIRST, SECOND]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display: none'>{}</div>",
        "<div hidden>{}</div>",
        "<span class='sr-only'>{}</span>",
        "<script>{}</script>",
        "<style>{}</style>",
        "<!-- {} -->",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<textarea>{}</textarea>",
        "<select><option>{}</option></select>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert "Chữ ẩn" not in read(article(hidden.format("Chữ ẩn của trang này"))).text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("", "utf-8"),
        ("windows-1258", "utf-8"),
        ("utf-16", "utf-8"),
        ("x-no-such-thing", "utf-8"),
        ("hex", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("utf-8", "utf-16-le"),
        ("utf-8", "utf-16-be"),
        ("", "utf-32"),
    ],
)
def test_charsets(declared: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    text = f"<html><head>{meta}</head><body><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert lines(read(text.encode(encoding))) == [HEADLINE, FIRST, SECOND]


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1258", "utf-8"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_legacy_encodings(encoding: Encoding, declared: str) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    text = f"<html><head>{meta}</head><body><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    from tests.rendering.legacy import render

    result = read(render(text, encoding))
    assert lines(result) == [HEADLINE, FIRST, SECOND]
    assert result.metadata["encoding"] == encoding


@pytest.mark.parametrize(
    "style",
    [
        '<font face=".VnTime">{}</font>',
        "<span style=\"font-size:12pt;font-family:'.VnTime',serif\">{}</span>",
        '<span class="cu">{}</span>',
    ],
)
def test_legacy_fonts_in_a_page_of_unicode(style: str) -> None:
    text = "hội nghị đã họp".replace("ộ", "ộ")
    inside = f"<style>p, .cu {{ font-family: .VnTime }} p {{ font-family: Arial }}</style>{style.format(render_as_text(text, 'tcvn3'))}"
    result = read(
        page(f"<div><h1>Bao cao</h1><p>{'Xin chao. ' * 30}</p><div>{inside}</div><p>{'Tam biet. ' * 30}</p></div>")
    )
    assert unicodedata.normalize("NFC", text) in result.text
    assert result.metadata["encoding"] == "tcvn3"


def test_a_font_of_capitals() -> None:
    inside = f'<p><font face=".VnTimeH">{render_as_text("hội nghị tổng kết", "tcvn3")}</font></p>'
    result = read(page(f"<div><p>{'Xin chao. ' * 30}</p>{inside}<p>{'Tam biet. ' * 30}</p></div>"))
    assert "HỘI NGHỊ TỔNG KẾT" in result.text


def test_unicode_keeps_a_legacy_font_now_and_then() -> None:
    result = read(article(f'<p><font face=".VnTime">{SECOND[:60]}</font></p>'))
    assert SECOND[:60] in lines(result)
    assert "encoding" not in result.metadata


def test_utf8_that_was_encoded_twice() -> None:
    twice = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in f"<p>{FIRST}</p><p>{SECOND}</p>".encode()
    )
    assert lines(read(page(twice))) == [FIRST, SECOND]


def test_utf8_with_a_broken_character() -> None:
    content = article("").replace("đại biểu".encode(), "đại biểu".encode()[:-1])
    assert "đại bi" in read(content).text


def test_windows_1252_quotes_and_entities() -> None:
    content = f"<html><body><p>{'Plain words. ' * 20}</p><p>\x93Quoted\x94 \x96 caf\xe9 &#147;so&#148; &hellip;</p></body></html>"
    assert "“Quoted” – café “so” …" in read(content.encode("latin-1")).text


def test_xhtml() -> None:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        f"<body><h1>{HEADLINE}</h1><p>{FIRST}<br/></p><p>{SECOND}</p></body></html>"
    )
    assert lines(read(content.encode())) == [HEADLINE, FIRST, SECOND]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n ",
        b"<html></html>",
        b"<html><body><img src=a.png></body></html>",
        b"<html><head><title>Trang</title></head><body><div id=root></div><script>render('<p>text</p>')</script></body></html>",
        b"<html><frameset><frame src=a.html></frameset></html>",
        b"<html><body>&nbsp;&#8203;</body></html>",
        b"<!-- only a comment -->",
    ],
)
def test_pages_without_text(content: bytes) -> None:
    assert code_of(content) == "empty"


def test_text_in_a_script_of_linked_data() -> None:
    told = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": f"{FIRST} {SECOND}"})
    head = f'<script type="application/ld+json">{told}</script>'
    assert FIRST in read(page("<div id=root></div>", head)).text


def test_a_short_page_is_taken_whole() -> None:
    result = read(
        page("<ul class=menu><li><a href=/>Trang chủ</a></ul><div>Thông báo nghỉ lễ.</div><div>Văn phòng</div>")
    )
    assert lines(result) == ["Thông báo nghỉ lễ.", "Văn phòng"]


def test_links_alone_are_read_where_nothing_else_is() -> None:
    assert lines(read(page("<p><a href=a>Quyết định số 47</a></p>"))) == ["Quyết định số 47"]


def nested(tag: str, depth: int) -> bytes:
    return b"<html><body>" + f"<{tag}>".encode() * depth + FIRST.encode() + b"</body></html>"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "blockquote"])
def test_nested_without_end(tag: str) -> None:
    assert code_of(nested(tag, 300_000)) == "bomb"


@pytest.mark.parametrize("tag", ["font", "b", "span"])
def test_formatting_that_is_never_closed(tag: str) -> None:
    assert lines(read(nested(tag, 5000))) == [FIRST]


def test_deep_pages_are_read() -> None:
    assert lines(read(nested("div", 1500))) == [FIRST]


def test_too_many_elements() -> None:
    assert code_of(page("<i>a</i>" * 250_000)) == "bomb"


def test_100_megabytes_are_more_than_are_read() -> None:
    assert READER.max_bytes < 100 << 20


def test_entities_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    content = f'<!DOCTYPE html [<!ENTITY a0 "ha">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>{FIRST} &a9; &f;</p></body></html>'
    result = read(content.encode())
    assert len(result.text) < 2000
    assert "root:" not in result.text


def test_nul_bytes_and_control_characters() -> None:
    content = (
        article("").replace(b"<h1>", b"<h1\0>").replace("đông đủ".encode(), "đông\0 \x01đủ&#0;&#2;&#x1F;".encode())
    )
    assert FIRST in lines(read(content))


def test_what_is_no_text_is_told() -> None:
    assert code_of(bytes(range(32)) * 100) in {"binary", "empty"}


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p>{FIRST}<p>{SECOND}<div><table><tr><td>a<ul><li>b",
        f"</div></p></body></html><p>{FIRST}</p></table></td><p>{SECOND}",
        f"<p class='a<p>{FIRST}</p><p class=\"'>{SECOND}</p><p>{FIRST}</p><a href='><p>x",
        f"<form><form><table><form><p>{FIRST}</form></table><p>{SECOND}",
        f"<p>{FIRST}</p><td>{SECOND}</td><li>a<tr>b",
    ],
)
def test_unclosed_and_misplaced_tags(body: str) -> None:
    assert FIRST in read(page(body)).text


@pytest.mark.parametrize(
    "body",
    [
        "<p>" + "-" * 200_000 + "</p>",
        "<p>" + "a b" * 100_000 + "</p>",
        "<table>" + "<tr>" + "<td colspan=1000 rowspan=60000>x</td>" * 2000 + "</tr></table>",
        "<table border=1>" + "<tr><td>Đơn vị<td>98</tr>" * 20_000 + "</table>",
        "<p>Tin liên quan</p>" * 5000,
        "<div class='related'>" * 500 + "x" + "</div>" * 500,
        "<a href=#>" + "chữ " * 10 + "</a><br>" * 5000,
        '<p style="' + "font:" * 50_000 + '">x</p>',
        "<style>" + "{" * 100_000 + "a{font-family:.VnTime" * 1000 + "</style><p>x",
        "<p>" + "á»" * 50_000 + "</p>",
        "&#" * 200_000,
        "<!--" * 100_000,
        "<![CDATA[" * 50_000,
    ],
)
def test_costly_pages_take_seconds_at_most(body: str) -> None:
    started = time.process_time()
    try:
        read(page(body))
    except ReadError as error:
        assert error.code in {"empty", "bomb"}
    assert time.process_time() - started < 15


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<html>", b"<p>", b"<table><tr><td>", b"<ul><li>", b"<div class=related>"]),
)
def test_any_bytes_give_a_text_or_a_read_error(content: bytes, before: bytes) -> None:
    try:
        result = read(before + content)
    except ReadError as error:
        assert error.code in {"empty", "binary", "bomb"}
        return
    assert normalise(result.text) == result.text
    held = "".join(result.text[part.start : part.end] for part in result.segments)
    assert "".join(held.split()) == "".join(result.text.split())
    result.text.encode()


TEASER = "Cụm thi đua số 8 Hội CCB bầu Cụm trưởng năm 2024"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def test_the_parts_of_a_newspaper_need_not_be_what_their_names_say() -> None:
    result = read(
        page(
            f"<section class='page-detail'><div class='sidebar-1'><span class=date>Thứ sáu, 24/11/2023</span><h1 class=title-detail>{HEADLINE}"
            f"</h1><p class=description><span class=location-stamp>Phú Thọ</span>Sáu tỉnh bầu Cụm trưởng mới.</p><article class=fck_detail>{BODY}"
            f"<p class=author_mail>Văn Hải</p></article><div class=box-tinlienquanv2><h3><a href=r>{TEASER}</a></h3></div></div></section>",
            f"<title>{HEADLINE} - VnExpress</title>",
        )
    )
    assert lines(result) == [
        "Thứ sáu, 24/11/2023",
        HEADLINE,
        "Phú Thọ Sáu tỉnh bầu Cụm trưởng mới.",
        FIRST,
        SECOND,
        "Văn Hải",
        TEASER,
    ]
    assert result.segments[0].kind == "paragraph"
    assert result.segments[-1].kind == "teaser"
    assert (result.metadata["date"], result.metadata["author"]) == ("2023-11-24", "Văn Hải")


def test_related_news_inside_the_article() -> None:
    box = f"<div type=RelatedOneNews><a class=RelatedNewsItemTitle href=r>{TEASER}</a><p class=RelatedNewsItemSapo>{SECOND[:90]}</p></div>"
    result = read(page(f"<h1>{HEADLINE}</h1><div class=detail-content><p>{FIRST}</p>{box}<p>{SECOND}</p></div>"))
    assert lines(result) == [HEADLINE, FIRST, SECOND, TEASER, SECOND[:90]]


def test_tables_in_tables_of_an_old_portal() -> None:
    result = read(
        page(
            f"<table><tr><td><ul class=menu><li><a href=/>Trang chủ</a></ul></td><td><table class=contentpaneopen><tr><td class=contentheading>"
            f"{HEADLINE}</td><td class=buttonheading><a href=p>In</a></td></tr></table><table><tr><td class=createdate>24 Tháng 11 2023 17:00"
            f"</td></tr><tr><td>{BODY}</td></tr></table><table><tr><td><b>Các tin khác:</b></td></tr><tr><td><a href=1>{TEASER}</a> (20/11)"
            "</td></tr></table></td></tr><tr><td colspan=2>Bản quyền thuộc cơ quan chủ quản</td></tr></table>"
        )
    )
    assert lines(result) == [HEADLINE, "24 Tháng 11 2023 17:00", FIRST, SECOND, "Các tin khác:", f"{TEASER} (20/11)"]
    assert result.metadata["date"] == "2023-11-24"


def test_comments_may_be_longer_than_the_article() -> None:
    comments = "".join(
        f"<div><b>Bạn đọc {n}</b><p>{SECOND.replace('Hội nghị', 'Buổi họp')} {n}</p></div>" for n in range(30)
    )
    result = read(
        page(f"<div><h1>{HEADLINE}</h1>{BODY}<div class=list-comment><h3>Bình luận (30)</h3>{comments}</div></div>")
    )
    assert lines(result) == [HEADLINE, FIRST, SECOND]


def test_a_paper_on_a_portal_has_its_title_inside() -> None:
    result = read(
        page(
            "<div class=header>Văn bản chỉ đạo điều hành</div><ul><li>Toàn văn</li></ul><div class=fulltext><table width=100%><tr><td>UBND TỈNH<br>Số: 47/QĐ-UBND</td>"
            f"<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr></table><p>QUYẾT ĐỊNH</p>{BODY}</div>"
        )
    )
    assert lines(result)[:2] == ["UBND TỈNH", "Số: 47/QĐ-UBND"]


def test_the_ends_of_a_paper_may_stand_outside_of_its_text() -> None:
    head = "<table><tr><td>UBND TỈNH<br>Số: 47/QĐ-UBND</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do</td></tr></table>"
    foot = "<table><tr><td>Nơi nhận:<br>- Như trên;</td><td>CHỦ TỊCH<br>Nguyễn Văn Hòa</td></tr></table>"
    menu = "<ul class=menu><li><a href=/>Trang chủ</a></ul>"
    result = read(
        page(
            f"{menu}<div class=noidung>{head}<p>QUYẾT ĐỊNH</p><div class=than>{BODY}</div>{foot}</div><div class=footer>Bản quyền</div>"
        )
    )
    assert lines(result)[0] == "UBND TỈNH"
    assert lines(result)[-1] == "Nguyễn Văn Hòa"
    assert "Nơi nhận:" in lines(result)


def test_a_page_that_is_a_table() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href=d{n}>Hội CCB tỉnh {name}</a></td></tr>"
        for n, name in enumerate(("Phú Thọ", "Yên Bái"), 1)
    )
    result = read(
        page(f"<ul class=menu><li><a href=/>Trang chủ</a></ul><h1>{HEADLINE}</h1><table border=1>{rows}</table>")
    )
    assert lines(result) == [HEADLINE, "1 | Hội CCB tỉnh Phú Thọ", "2 | Hội CCB tỉnh Yên Bái"]
    assert result.metadata["title"] == HEADLINE


def test_a_list_of_news_keeps_headlines_with_their_summaries() -> None:
    items = "".join(f"<div class=item><h3><a href=/{n}>{TEASER} {n}</a></h3><p>{FIRST} {n}</p></div>" for n in range(4))
    result = read(page(f"<ul><li><a href=/>Trang chủ</a></ul><div class=list>{items}</div>"))
    assert lines(result) == [line for n in range(4) for line in (f"{TEASER} {n}", f"{FIRST} {n}")]


def test_long_pages_are_read_to_their_end() -> None:
    body = "".join(f"{FIRST} {n}<br>" for n in range(3000))
    assert lines(read(page(f"<div><h1>{HEADLINE}</h1>{body}</div>"))) == [
        HEADLINE,
        *(f"{FIRST} {n}" for n in range(3000)),
    ]
