"""Wordings of proposals, grants and votes: one statement each, as different writers would put it."""

import pytest

from tests.extractors.test_awards import awards, rows
from tests.extractors.test_awards import told as told_of

NA, HT, QB = "Nghệ An", "Hà Tĩnh", "Quảng Bình"


def flags(*who: str) -> set[tuple[str, str, str | int | None]]:
    return {("emulation_flag", "proposed", one) for one in who}


def merits(*who: str) -> set[tuple[str, str, str | int | None]]:
    return {("merit_certificate", "proposed", one) for one in who}


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị suy tôn Nghệ An đề nghị tặng Cờ thi đua của Chính phủ; Hà Tĩnh, Quảng Bình đề nghị Trung ương Hội tặng Bằng khen.",
        "Hội Khuyến học Nghệ An – đề nghị Trung ương Hội tặng Cờ thi đua; Hội Khuyến học Hà Tĩnh, Hội Khuyến học Quảng Bình – đề nghị tặng Bằng khen.",
        "Nghệ An: đề nghị Trung ương Hội tặng Cờ thi đua; Hà Tĩnh, Quảng Bình: đề nghị Trung ương Hội tặng Bằng khen.",
        "– Cờ thi đua của Trung ương Hội (đề nghị): Nghệ An, 6/6 phiếu.\\n– Bằng khen của Trung ương Hội (đề nghị): Hà Tĩnh; Quảng Bình.",
        "Cụm đề nghị Trung ương Hội tặng Cờ thi đua Nghệ An, tặng Bằng khen Hội Khuyến học tỉnh Hà Tĩnh và Quảng Bình.",
        "Cụm giới thiệu Nghệ An để Trung ương Hội tặng “Cờ thi đua”; Hà Tĩnh, Quảng Bình nhận “Bằng khen của Trung ương Hội”.",
        "Đơn vị được đề nghị tặng Cờ thi đua là Nghệ An; hai đơn vị được đề nghị tặng Bằng khen gồm Hà Tĩnh, Quảng Bình.",
    ],
)
def test_one_flag_and_two_merits_proposed(text: str) -> None:
    assert rows(text.replace("\\n", "\n")) == flags(NA) | merits(HT, QB)


def test_a_number_of_people_right_behind_the_award() -> None:
    assert rows("Hội nghị đề nghị Trung ương Hội tặng giấy khen 05 giáo viên.") == {("commendation", "proposed", 5)}


def test_a_cluster_that_got_flags() -> None:
    told = rows(
        "Năm 2019 Cụm được 02 Cờ thi đua của Trung ương Hội: Hội Khuyến học tỉnh Nghệ An, Hội Khuyến học tỉnh Hà Tĩnh."
    )
    assert told == {("emulation_flag", "granted", NA), ("emulation_flag", "granted", HT)}


def places(*who: str) -> set[tuple[str, str, str | int | None]]:
    return {("placing", "voted", one) for one in who}


@pytest.mark.parametrize(
    "text",
    [
        "Biểu quyết xếp hạng: nhất là Hội Khuyến học Nghệ An, nhì Hội Khuyến học Hà Tĩnh, ba Hội Khuyến học Quảng Bình.",
        "Căn cứ kết quả, cuộc họp tạm xếp: 1-Nghệ An ; 2- Hà Tĩnh ;3- Quảng Bình; các hội còn lại xếp sau.",
        "Xếp hạng I: Hội Khuyến học Nghệ An ( 289 đ )\\nXếp hạng II: Hội Khuyến học Hà Tĩnh (286,5đ)\\nXếp hạng III: Hội Khuyến học Quảng Bình (280đ)",
        "Nghệ An xếp thứ Nhất, Hà Tĩnh nhì, Quảng Bình ba.",
        "Nghệ An 98 điểm (nhất), Hà Tĩnh 97 điểm (nhì), Quảng Bình 95 điểm (ba).",
        "Kết quả: Nghệ An: nhất; Hà Tĩnh: nhì; Quảng Bình: ba.",
        "Nghệ An hạng nhứt, Hà Tĩnh hạng nhì, Quảng Bình hạng ba, ba đơn vị còn lại chưa xếp.",
        (
            "+----+----+\\n| TT | Đơn vị | Điểm | Xếp hạng | Ghi chú |\\n+----+----+\\n| 1 | Hội Khuyến học Nghệ An | 290 | II | |\\n"
            "| 2 | Hội Khuyến học Hà Tĩnh | 295 | I | |\\n| 3 | Hội Khuyến học Quảng Bình | 270 | III | |\\n+----+----+"
        ),
    ],
)
def test_three_places(text: str) -> None:
    assert rows(text.replace("\\n", "\n")) == places(NA, HT, QB)


def test_a_table_with_the_awards_proposed() -> None:
    told = rows(
        "STT | Đơn vị | Tổng điểm | Xếp hạng | Hình thức đề nghị khen thưởng\n"
        "1 | Hội Khuyến học Nghệ An | 290 | 1 | Cờ thi đua của Trung ương Hội\n"
        "2 | Hội Khuyến học Hà Tĩnh | 285 | 2 | Bằng khen của Trung ương Hội\n"
        "3 | Hội Khuyến học Quảng Bình | 270 | 3 |"
    )
    assert told == places(NA, HT, QB) | flags(NA) | merits(HT)


def test_the_members_left() -> None:
    told = rows("Cụm đề nghị tặng Cờ thi đua cho Nghệ An, Hà Tĩnh, Quảng Bình; tặng Bằng khen cho các đơn vị còn lại.")
    assert told == flags(NA, HT, QB) | merits("Thanh Hóa", "Quảng Trị", "Thừa Thiên Huế")


def test_places_behind_commas() -> None:
    told = rows(
        "Theo bảng xếp hạng của Cụm: nhất, Hội Khuyến học tỉnh Nghệ An (297 điểm); nhì, Hội Khuyến học tỉnh Hà Tĩnh "
        "(295,5 điểm); ba, Hội Khuyến học tỉnh Quảng Bình (291 điểm)."
    )
    assert told == places(NA, HT, QB)


def test_members_by_the_short_names_that_brackets_introduce() -> None:
    text = (
        "Cụm thi đua số 6 tổng kết năm 2011\n\nNgày 02/12/2011, Cụm thi đua số 6 Công an tỉnh Hà Nam họp tổng kết. Cụm có 3 "
        "đơn vị: Phòng Cảnh sát hình sự (PC45), Phòng Cảnh sát kinh tế (PC46), Phòng Kỹ thuật hình sự (PC54).\n\n"
        "Kết quả: PC46 hạng nhất, PC45 hạng nhì.\n"
    )
    told = {(award.award, award.recipient) for award in awards(text)}
    assert told == {("placing", "Phòng Cảnh sát kinh tế"), ("placing", "Phòng Cảnh sát hình sự")}


def test_the_cluster_of_the_kind_that_is_said() -> None:
    text = (
        "Điểm tin thi đua\n\nNgày 11/12/2014, Cụm thi đua Bưu điện các tỉnh Đông Bắc họp tổng kết năm 2014. Cụm gồm 3 đơn vị: Bưu "
        "điện các tỉnh Lạng Sơn, Cao Bằng, Bắc Kạn. Cụm đã chọn Cụm trưởng mới.\n\nNgày 12/12/2014, Khối thi đua các Sở Y tế "
        "Đông Bắc họp tổng kết.\n\nKhối đề nghị Bộ Y tế tặng Cờ thi đua cho Sở Y tế tỉnh Lạng Sơn.\n"
    )
    told = {(award.recipient, award.cluster) for award in awards(text)}
    assert told == {("Sở Y tế tỉnh Lạng Sơn", "c2")}


def test_a_unit_with_its_number_and_what_it_is_part_of() -> None:
    told = {
        award.recipient
        for award in told_of("Trung ương Hội tặng Giấy khen cho Đội Kiểm lâm số 3 (Chi cục Kiểm lâm Nghệ An).")
    }
    assert told == {"Đội Kiểm lâm số 3 (Chi cục Kiểm lâm Nghệ An)"}


def test_a_leader_chosen_for_the_flag_is_one_proposal() -> None:
    told = rows("Hội nghị bỏ phiếu suy tôn Nghệ An là đơn vị dẫn đầu cụm, đề nghị Trung ương Hội tặng Cờ thi đua.")
    assert told == flags(NA)


def test_a_share_is_no_recipient() -> None:
    assert rows("Cả cụm có 612 hội viên, 94% gia đình đạt danh hiệu “Gia đình hiếu học”.") == set()
