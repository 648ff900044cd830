"""Units called back by their kind, appointments in articles, and who stands before a bracket."""

import pytest

from tests.extractors.reading import facts

REVIEW = "Ngày 20/12/2018, Khối thi đua số 2 tỉnh Bắc Ninh tổng kết năm 2018. Khối gồm: {}.\n"
DECISION = (
    "LIÊN ĐOÀN LAO ĐỘNG TP HẢI PHÒNG\nSố 88/QĐ-LĐLĐ\nHải Phòng, ngày 19 tháng 2 năm 2004\n\nQUYẾT ĐỊNH\n"
    "Về việc khen thưởng các khối thi đua năm 2003\n\nCăn cứ Luật Công đoàn;\n\nQUYẾT ĐỊNH\n\n"
    "Điều 1. Tặng Cờ cho 2 tập thể.\n"
)


def heads(text: str) -> list[tuple[str, str | None, int | None, str]]:
    return [(h.role, h.unit, h.year, h.status) for h in facts(text).headships]


@pytest.mark.parametrize(
    ("members", "told", "unit"),
    [
        (
            "Sở Y tế, Sở Tư pháp, Sở Nội vụ",
            "Cờ khối được giao lại cho Sở Y tế. Năm 2019, Sở sẽ làm Trưởng khối.",
            "Sở Y tế",
        ),
        (
            "Sư đoàn 2, Lữ đoàn Pháo binh 572, Lữ đoàn Công binh 270",
            "Cờ khối về tay Lữ đoàn Công binh 270. Sang năm 2019, Lữ đoàn gánh vai Trưởng khối.",
            "Lữ đoàn Công binh 270",
        ),
        (
            "Công ty Điện lực Bắc Ninh, Công ty Xăng dầu Bắc Ninh, Bưu điện tỉnh",
            "Công ty Xăng dầu Bắc Ninh dẫn đầu. Năm 2019, Công ty được bầu làm Trưởng khối.",
            "Công ty Xăng dầu Bắc Ninh",
        ),
        (
            "Bệnh viện Mắt, Bệnh viện Phổi, Bệnh viện Nhi",
            "Cao điểm nhất là Bệnh viện Phổi. Hội nghị bầu đơn vị này làm Trưởng khối năm 2019.",
            "Bệnh viện Phổi",
        ),
    ],
)
def test_a_unit_is_called_back_by_its_kind(members: str, told: str, unit: str) -> None:
    assert heads(REVIEW.format(members) + told) == [("head", unit, 2019, "elected")]


def test_a_unit_with_a_name_of_its_own_is_not_called_back() -> None:
    text = REVIEW.format("VKSND khu vực 6, VKSND khu vực 9, VKSND khu vực 7")
    text += "Hội nghị bầu VKSND khu vực 9 là Trưởng khối, VKSND khu vực 6 là Phó khối năm 2019."
    assert sorted(heads(text)) == [
        ("deputy", "VKSND khu vực 6", 2019, "elected"),
        ("head", "VKSND khu vực 9", 2019, "elected"),
    ]


@pytest.mark.parametrize(
    "article",
    [
        "Điều 2. Cử các đơn vị sau đảm nhiệm việc điều hành khối trong năm 2004:\n- Khối thi đua I: trưởng khối là Sở Y tế, phó khối là Sở Tư pháp.",
        "Điều 2. Phân công đơn vị phụ trách các khối năm 2004:\n- Khối thi đua I: Sở Y tế là Trưởng khối, Sở Tư pháp là Phó khối.",
        "Điều 2. Giao Sở Y tế làm Trưởng khối, Sở Tư pháp làm Phó khối Khối thi đua I năm 2004.",
    ],
)
def test_an_article_of_a_decision_on_awards_appoints(article: str) -> None:
    assert heads(DECISION + article) == [
        ("head", "Sở Y tế", 2004, "elected"),
        ("deputy", "Sở Tư pháp", 2004, "elected"),
    ]


def test_the_person_before_the_bracket_of_unit_and_office() -> None:
    text = REVIEW.format("Sở Y tế, Sở Tư pháp, Sở Nội vụ") + "Bà Lê Thị Hoa (Sở Tư pháp, Phó khối) đọc báo cáo."
    assert [(h.role, h.unit, h.person) for h in facts(text).headships] == [("deputy", "Sở Tư pháp", "Lê Thị Hoa")]
