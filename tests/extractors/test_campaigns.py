from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import extractors.campaigns
import extractors.citations
import extractors.front  # noqa: F401  (registers the component)
from extractors.campaigns import find_campaigns
from extractors.dates import Anchor, find_dates
from extractors.layout import Line, sentences
from models import Campaign, DocumentFacts

FRONT = DocumentFacts(title="Cụm 3 tổng kết năm 2019", published_on=date(2019, 12, 20), kind="meeting_report")


def find(text: str, front: DocumentFacts = FRONT) -> tuple[Campaign, ...]:
    lines = [Line(0, len(text), "body")] if text else []
    day = front.published_on
    return find_campaigns(
        text,
        lines,
        sentences(text, lines),
        find_dates(text),
        front,
        Anchor(day, day.year if day else None),
    )


def rows(text: str) -> list[tuple[str, str, int | None]]:
    return [(one.name, one.kind, one.year) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phong trào thi đua “Giờ dạy tốt, tuần học tốt” lan rộng.", [("Giờ dạy tốt, tuần học tốt", "movement", None)]),
        (
            'gắn với phong trào "Sạch làng, đẹp phố" và đợt thi đua cao điểm năm 2018 mang tên "60 ngày vững tay súng"',
            [("Sạch làng, đẹp phố", "movement", None), ("60 ngày vững tay súng", "movement", 2018)],
        ),
        (
            "Phong trào “Mỗi trường một vườn rau” phát động từ tháng 9-2016",
            [("Mỗi trường một vườn rau", "movement", 2016)],
        ),
        ("phong trào “Bản không rác” do Bộ phát động năm 2011;", [("Bản không rác", "movement", 2011)]),
        ("lưu ý năm 2018 tập trung phong trào “Bản không rác”.", [("Bản không rác", "movement", 2018)]),
        ("Năm 2018, Cụm họp 4 lần; làm tốt cuộc vận động “Bản không rác”.", [("Bản không rác", "movement", None)]),
        (
            "Thi đua lan rộng; còn “Xây dựng trường học thân thiện, học sinh tích cực” thì trường nào cũng giữ.",
            [("Xây dựng trường học thân thiện, học sinh tích cực", "movement", None)],
        ),
        ('phong trào "Sạch làng, đẹp phố" năm 2018', [("Sạch làng, đẹp phố", "movement", 2018)]),
        ("cuộc vận động ‘Nụ cười công sở’ được gắn", [("Nụ cười công sở", "movement", None)]),
        ("cuộc vận động «Nụ cười công sở» được gắn", [("Nụ cười công sở", "movement", None)]),
        ("phong trào ”Bản không rác”do Hội phát động", [("Bản không rác", "movement", None)]),
        ("phong trào “Bản không rác năm 2018 được nhân rộng", [("Bản không rác", "movement", 2018)]),
        (
            "phát động đợt thi đua “90 ngày về đích” chào mừng đại hội",
            [("90 ngày về đích", "movement", 2019)],
        ),
        (
            "các phong trào như: “Làng xanh”, “Ngõ sạch” và “nhà đẹp” đều tốt",
            [("Làng xanh", "movement", None), ("Ngõ sạch", "movement", None)],
        ),
        (
            "các phong trào thi đua “Làng xanh”, “Ngõ sạch” năm 2018",
            [("Làng xanh", "movement", 2018), ("Ngõ sạch", "movement", 2018)],
        ),
        (
            "Năm 2018, Cụm phát động các phong trào: “Làng xanh”; “Ngõ sạch”.",
            [("Làng xanh", "movement", 2018), ("Ngõ sạch", "movement", 2018)],
        ),
        ("Chủ đề năm 2020 của Khối là “Nhanh - Gọn - Đúng hẹn”.", [("Nhanh - Gọn - Đúng hẹn", "theme", 2020)]),
        ("Chủ đề công tác năm học 2020-2021: “Kỷ cương lớp học”", [("Kỷ cương lớp học", "theme", 2020)]),
        ("phát động phong trào thi đua với chủ đề “Đi trước một bước”", [("Đi trước một bước", "theme", 2019)]),
        ("theo phương châm “Gần dân, sát việc” đã lâu", [("Gần dân, sát việc", "theme", None)]),
        ("ký giao ước thi đua năm 2020 với khẩu hiệu “Về đích sớm”", [("Về đích sớm", "theme", 2020)]),
        ("ký kết giao ước thi đua “Vì biển đảo quê hương” năm 2020", [("Vì biển đảo quê hương", "movement", 2020)]),
        ("phong trào “Ấm bản biên cương” giai đoạn 2018-2022", [("Ấm bản biên cương", "movement", None)]),
        ("tổng kết phong trào Thi đua Quyết thắng năm 2018", [("Thi đua Quyết thắng", "movement", 2018)]),
        (
            "phong trào thi đua Cả bản làm đường mới do Huyện đoàn phát động",
            [("Cả bản làm đường mới", "movement", None)],
        ),
        (
            "tổng kết phong trào thi đua “Bản không rác” và công tác xây dựng đơn vị năm 2018.",
            [("Bản không rác", "movement", 2018)],
        ),
        (
            "sơ kết phong trào “Bản không rác” và tổng kết hoạt động năm 2018.",
            [("Bản không rác", "movement", None)],
        ),
        ("sơ kết phong trào “Bản không rác” 6 tháng đầu năm 2018.", [("Bản không rác", "movement", 2018)]),
        ("phát động đợt thi đua “100 ngày vượt khó” ngay trong quý I/2021.", [("100 ngày vượt khó", "movement", 2021)]),
        ("phong trào “Bản không rác” Bộ phát động đầu năm 2018.", [("Bản không rác", "movement", 2018)]),
        (
            "phong trào “Bản không rác” do Tổng cục phát động theo Kế hoạch số 15/KH-TCT ngày 21/02/2017.",
            [("Bản không rác", "movement", 2017)],
        ),
        ("phong trào do Liên đoàn Lao động tỉnh phát động: “Bản không rác”", [("Bản không rác", "movement", None)]),
        ("chủ đề năm 2020 của Tập đoàn Điện lực: “Nhanh hơn, gọn hơn”.", [("Nhanh hơn, gọn hơn", "theme", 2020)]),
        (
            "phong trào “Làng xanh” của thuế, “Ngõ sạch” của kho bạc, “Bản không rác” (16 bản) giữ đều",
            [("Làng xanh", "movement", None), ("Ngõ sạch", "movement", None), ("Bản không rác", "movement", None)],
        ),
        (
            "phong trào “Thi đua vượt thu năm 2004” của cục và cuộc vận động “Công sở xanh sạch”.",
            [("Thi đua vượt thu năm 2004", "movement", 2004), ("Công sở xanh sạch", "movement", None)],
        ),
        ("Các Sở phát động phong trào “Bản không rác”; lấy ý kiến", [("Bản không rác", "movement", None)]),
        ("đợt cao điểm “100 ngày vì dân” kéo đến hết tháng 12", [("100 ngày vì dân", "movement", 2019)]),
        ("cụm mở màn phong trào “Bản không rác”, làm suốt năm 2020.", [("Bản không rác", "movement", 2020)]),
        ("Lấy phương châm “Gọn, nhanh, đúng” làm trục cho năm 2020.", [("Gọn, nhanh, đúng", "theme", 2020)]),
        ("5 đơn vị mở chiến dịch “Bản không rác”.", [("Bản không rác", "movement", None)]),
        ("với chủ đề Đoàn kết – Sáng tạo – Hiệu quả", [("Đoàn kết – Sáng tạo – Hiệu quả", "theme", 2019)]),
    ],
)
def test_ways_to_name_a_campaign(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = rows(text)
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "phát huy bản chất “Bộ đội Cụ Hồ” và truyền thống “Trung thành – Đoàn kết”",
        "hội thảo “Đổi mới hoạt động của các cụm thi đua”",
        "hội thảo với chủ đề “Đổi mới hoạt động của các cụm”",
        "phong trào thi đua yêu nước năm 2019",
        "phong trào “Thi đua yêu nước”",
        "phong trào Hội và công tác Đoàn",
        "tổng kết phong trào CNVCLĐ và hoạt động công đoàn năm 2018",
        "mô hình “Camera an ninh” và câu lạc bộ “Gia đình hạnh phúc”",
        "hội thi “An toàn vệ sinh viên giỏi”",
        "danh hiệu “Chiến sĩ thi đua ngành Thanh tra”",
        "tặng Kỷ niệm chương “Vì thế hệ trẻ”",
        "phong trào thi đua của cụm còn “nặng hình thức”",
        "Về phong trào, ông An chia sẻ: “Muốn làm tốt thì phải gần dân”",
        "khắc phục tình trạng “đầu năm phát động, cuối năm xin điểm”",
        "",
    ],
)
def test_what_is_no_campaign(text: str) -> None:
    assert rows(text) == []


def test_a_campaign_named_twice_is_one_row_with_its_year() -> None:
    text = "Phong trào “Tết vì bạn nghèo” có sức lan tỏa. Kết quả phong trào “Tết vì bạn nghèo” năm 2018 rất tốt."
    assert rows(text) == [("Tết vì bạn nghèo", "movement", 2018)]


def test_a_theme_takes_the_year_of_its_section() -> None:
    text = "PHƯƠNG HƯỚNG NĂM 2020\n1. Phát động thi đua với chủ đề “Vững bước tương lai”."
    at = text.index("\n")
    lines = [Line(0, at, "body"), Line(at + 1, len(text), "item")]
    found = find_campaigns(text, lines, sentences(text, lines), find_dates(text), FRONT, Anchor(None, 2019))
    assert [(one.name, one.year) for one in found] == [("Vững bước tương lai", 2020)]


def test_what_is_published_in_january_speaks_of_the_year_before() -> None:
    front = DocumentFacts(title="Cụm 3 họp cuối năm", published_on=date(2020, 1, 8), kind="meeting_report")
    text = "Cụm tổng kết năm 2019. Bám chủ đề “Hướng về cơ sở”, các đơn vị vượt chỉ tiêu năm 2019."
    assert [one.year for one in find(text, front)] == [2019]


@given(st.text(alphabet="phong trào “”\"'chủ đềAB:,. năm2019\n", max_size=300))
def test_evidence_always_stands_in_the_text(text: str) -> None:
    for one in find(text):
        for proof in one.evidence:
            assert text[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize(
    "unit", ["phong trào “a b ", "chủ đề: Ab - ", "cùng với ", "phong trào iiiiiiiiii ", "“Ab cd”, "]
)
def test_odd_input_is_read_to_its_end(unit: str) -> None:
    find("phong trào “Làng xanh” " + unit * 10000 + "“Ngõ sạch”")


def test_the_components_fill_the_document() -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    for name in ("layout", "dates", "front", "campaigns", "citations"):
        nlp.add_pipe(name)
    doc = nlp(
        "Cụm thi đua số 3 họp tổng kết năm 2019\nCập nhật: 20/12/2019\n"
        "Sáng 19/12, tại Huế, Cụm thi đua số 3 họp tổng kết, biểu dương phong trào “Làng xanh” "
        "theo Kế hoạch số 5/KH-CTĐ ngày 3/4/2019 của Cụm trưởng."
    )
    assert [line.role for line in doc._.lines] == ["title", "dateline", "body"]
    assert len(doc._.sentences) == 2
    assert doc._.front.published_on == date(2019, 12, 20)
    assert len(doc._.dates) == 4
    assert [one.name for one in doc._.campaigns] == ["Làng xanh"]
    assert [one.number for one in doc._.citations] == ["5/KH-CTĐ"]
