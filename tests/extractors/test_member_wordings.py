"""Lists of members in looser words and layouts."""

import pytest

from tests.extractors.reading import facts


def units(text: str) -> list[str]:
    return [member.unit for member in facts(text).members]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Cụm thi đua II có 4 đơn vị: Thành đoàn Biên Hòa và các Huyện đoàn Xuân Lộc, Cẩm Mỹ, Định Quán.",
            ["Thành đoàn Biên Hòa", "Huyện đoàn Xuân Lộc", "Huyện đoàn Cẩm Mỹ", "Huyện đoàn Định Quán"],
        ),
        (
            "Cụm thi đua II gồm: THCS Kim Đồng (chủ nhà), TH&THCS Hòa Hội, THCS-THPT Lê Lợi.",
            ["THCS Kim Đồng", "TH&THCS Hòa Hội", "THCS-THPT Lê Lợi"],
        ),
        (
            "Điểm danh các nhà của cụm thi đua II: Công ty May Hưng Yên 🎉, Công ty Giày Đại Lợi ✨, Công ty Gạch An Phú.",
            ["Công ty May Hưng Yên", "Công ty Giày Đại Lợi", "Công ty Gạch An Phú"],
        ),
    ],
)
def test_lists(told: str, expected: list[str]) -> None:
    assert units(f"Ngày 6/7/2007, Cụm thi đua II họp sơ kết.\n{told}") == expected


def test_members_besides_those_already_named() -> None:
    text = (
        "Ngày 16/7/2014, Cụm thi đua số 2 họp sơ kết. Cụm trưởng là Sở Y tế, Cụm phó là Sở Tư pháp. "
        "Cụm có 5 thành viên; ngoài hai đơn vị trên còn Sở Nội vụ, Sở Xây dựng và Sở Công Thương."
    )
    assert set(units(text)) == {"Sở Y tế", "Sở Tư pháp", "Sở Nội vụ", "Sở Xây dựng", "Sở Công Thương"}


def test_the_kind_in_a_heading_is_no_member_and_the_size_may_stand_between() -> None:
    text = (
        "KHỐI THI ĐUA I: CÁC CÔNG ĐOÀN NGÀNH\n(khối có 3 thành viên)\n- Công đoàn ngành Giao thông ...... Cờ\n"
        "- Công đoàn ngành Thuỷ sản ......  -\n- Công đoàn ngành Y tế ...... Bằng khen\n"
    )
    assert units(text) == ["Công đoàn ngành Giao thông", "Công đoàn ngành Thuỷ sản", "Công đoàn ngành Y tế"]


def test_initials_that_spell_another_word_of_initials() -> None:
    text = (
        "Ngày 4/12/2014, Cụm thi đua số V gồm 4 Viện KSND: TP Cần Thơ, tỉnh Sóc Trăng, tỉnh Bạc Liêu, tỉnh An Giang "
        "tổng kết năm 2014.\nHội nghị bầu VKSND tỉnh An Giang làm Cụm trưởng năm 2015."
    )
    assert units(text)[-1] == "Viện KSND tỉnh An Giang"
    assert len(units(text)) == 4


@pytest.mark.parametrize("name", ["Cụm giao lưu - thi đua", "Khối giao lưu, thi đua", "Khối liên kết thi đua"])
def test_clusters_of_more_than_emulation(name: str) -> None:
    (cluster,) = facts(f"Sáng ngày 23/5/2024, {name} số 4 tổng kết năm 2024.").clusters
    assert (cluster.name, cluster.number) == (f"{name} số 4", "4")
