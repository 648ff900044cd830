"""Awards to members by what the text calls them once it has named them, in clusters of several kinds."""

import pytest

from tests.extractors.test_awards import awards, of_cluster

OFFICES = (
    "Khối thi đua số 5 tỉnh Lâm Đồng",
    "Khối gồm 5 đơn vị: Sở Tài chính, Sở Nội vụ, Sở Xây dựng, Trung tâm Phòng, chống thiên tai, Thanh tra tỉnh.",
)
RED_CROSS = (
    "Cụm thi đua Đông Bắc Hội Chữ thập đỏ Việt Nam",
    "Cụm gồm 4 đơn vị: Hội Chữ thập đỏ các tỉnh Lạng Sơn, Cao Bằng, Bắc Giang, Quảng Ninh.",
)
SCHOOLS = (
    "Cụm thi đua số 2 ngành Giáo dục tỉnh Hà Nam",
    "Cụm gồm 4 trường: Trường THPT Lý Nhân, Trường THPT Nam Cao, Trường THPT Bình Lục, Trường THPT Thanh Liêm.",
)
POSTS = ("Cụm thi đua số 3 Tổng công ty Bưu điện Việt Nam", "Cụm gồm Bưu điện các tỉnh Nghệ An, Hà Tĩnh, Quảng Bình.")
HOSPITALS = (
    "Khối thi đua các bệnh viện tỉnh Phú Yên",
    "Khối gồm 4 đơn vị: Bệnh viện Nhi đồng, Bệnh viện Phụ sản, Bệnh viện Mắt - Răng Hàm Mặt, Bệnh viện Y học cổ truyền.",
)
FIRMS = ("Khối thi đua các doanh nghiệp tỉnh Kon Tum", "Khối gồm 3 đơn vị: Agribank, VNPT Kon Tum, Điện lực Kon Tum.")

FLAG, MERIT, PLACE = "emulation_flag", "merit_certificate", "placing"


@pytest.mark.parametrize(
    ("cluster", "statement", "flag", "merit"),
    [
        (HOSPITALS, "Khối đề nghị UBND tỉnh tặng Cờ thi đua cho BV Nhi đồng, tặng bằng khen cho BV Phụ sản.", 0, 1),
        (POSTS, "Cụm đề nghị TCT tặng cờ cho BĐ Nghệ An; đề nghị Bộ tặng bằng khen cho BĐ Hà Tĩnh.", 0, 1),
        (RED_CROSS, "Cụm đề nghị TW Hội tặng cờ thi đua cho Hội CTĐ Lạng Sơn, bằng khen cho CTĐ Cao Bằng.", 0, 1),
        (FIRMS, "Khối đề nghị UBND tỉnh tặng Cờ thi đua cho Agribank; tặng Bằng khen cho Điện lực Kon Tum.", 0, 2),
        (SCHOOLS, "Đề nghị UBND tỉnh tặng cờ trường Lý Nhân, tặng bằng khen trường Nam Cao.", 0, 1),
        (OFFICES, "Đề nghị UBND tỉnh: tặng Cờ thi đua sở Nội vụ; tặng Bằng khen sở Xây dựng.", 1, 2),
        (
            OFFICES,
            "Đề nghị tặng Cờ thi đua của UBND tỉnh: Sở Nội vụ; Bằng khen: Trung tâm Phòng, chống thiên tai.",
            1,
            3,
        ),
    ],
)
def test_members_by_what_they_are_called(cluster: tuple[str, str], statement: str, flag: int, merit: int) -> None:
    members = {
        HOSPITALS: ["Bệnh viện Nhi đồng", "Bệnh viện Phụ sản"],
        POSTS: ["Bưu điện tỉnh Nghệ An", "Bưu điện tỉnh Hà Tĩnh"],
        RED_CROSS: ["Hội Chữ thập đỏ tỉnh Lạng Sơn", "Hội Chữ thập đỏ tỉnh Cao Bằng"],
        FIRMS: ["Agribank", "VNPT Kon Tum", "Điện lực Kon Tum"],
        SCHOOLS: ["Trường THPT Lý Nhân", "Trường THPT Nam Cao"],
        OFFICES: ["Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng", "Trung tâm Phòng, chống thiên tai"],
    }[cluster]
    assert of_cluster(cluster, statement) == {(FLAG, "proposed", members[flag]), (MERIT, "proposed", members[merit])}


@pytest.mark.parametrize(
    "statement",
    [
        (
            "Hội nghị suy tôn Hội Chữ thập đỏ Lạng Sơn là đơn vị dẫn đầu cụm để đề nghị Trung ương Hội tặng Cờ thi đua, "
            "tặng Bằng khen cho Hội Chữ thập đỏ Cao Bằng và Bắc Giang."
        ),
        (
            "Hội nghị chọn Lạng Sơn là đơn vị dẫn đầu cụm để Trung ương Hội tặng Cờ thi đua; Cao Bằng, Bắc Giang được đề nghị "
            "tặng Bằng khen."
        ),
        "Cụm đề nghị Trung ương Hội tặng cờ cho Lạng Sơn, Cao Bằng và Bắc Giang nhận bằng khen.",
        "Hội Chữ thập đỏ Lạng Sơn được đề nghị Trung ương Hội tặng cờ, Cao Bằng và Bắc Giang tặng bằng khen.",
        (
            "hội Lạng Sơn được đề nghị Trung ương Hội tặng Cờ thi đua; hội Cao Bằng và hội Bắc Giang được đề nghị Bằng khen "
            "của Trung ương Hội."
        ),
    ],
)
def test_a_second_award_in_the_sentence(statement: str) -> None:
    members = [f"Hội Chữ thập đỏ tỉnh {place}" for place in ("Lạng Sơn", "Cao Bằng", "Bắc Giang")]
    flag, *merits = members
    assert of_cluster(RED_CROSS, statement) == {
        (FLAG, "proposed", flag),
        *((MERIT, "proposed", merit) for merit in merits),
    }


def test_units_pointed_at_are_the_last_of_those_named() -> None:
    statement = (
        "Sở Nội vụ có 987 điểm; Sở Tài chính 981 điểm; Sở Xây dựng 979 điểm. Khối trình UBND tỉnh tặng Cờ thi đua cho Sở Nội "
        "vụ; hai đơn vị vừa nêu sau được trình nhận Bằng khen của UBND tỉnh."
    )
    merits = {(MERIT, "proposed", "Sở Tài chính"), (MERIT, "proposed", "Sở Xây dựng")}
    assert of_cluster(OFFICES, statement) == {(FLAG, "proposed", "Sở Nội vụ"), *merits}


@pytest.mark.parametrize("statement", ["Cụm phó thứ nhất: Hội Chữ thập đỏ Lạng Sơn.", "Phó cụm thứ hai là Cao Bằng."])
def test_the_first_deputy_holds_no_place(statement: str) -> None:
    assert of_cluster(RED_CROSS, statement) == set()


def test_prizes_in_a_row_are_all_given() -> None:
    statement = "Giải nhất, nhì, ba lần lượt thuộc về Lạng Sơn, Cao Bằng và Bắc Giang."
    assert {status for _, status, _ in of_cluster(RED_CROSS, statement)} == {"granted"}
    assert len(of_cluster(RED_CROSS, statement)) == len({"nhất", "nhì", "ba"})


def test_what_has_been_recognised_is_granted_even_after_a_vote() -> None:
    statement = "Qua bình xét, toàn khối có 9 cá nhân được UBND tỉnh công nhận Chiến sĩ thi đua cấp tỉnh."
    assert of_cluster(OFFICES, statement) == {("title", "granted", 9)}


def test_a_team_that_only_its_name_tells() -> None:
    statement = "UBND tỉnh tặng Bằng khen cho Tổ xung kích số 4 phường 6 và các ông Nguyễn Văn Bảy, Lê Hùng Sóng."
    assert of_cluster(OFFICES, statement) == {
        (MERIT, "granted", "Tổ xung kích số 4 phường 6"),
        (MERIT, "granted", "Nguyễn Văn Bảy"),
        (MERIT, "granted", "Lê Hùng Sóng"),
    }


@pytest.mark.parametrize(
    "statement",
    [
        "Hội thi sơ cấp cứu của Cụm: nhất - đội Lạng Sơn; nhì - đội Cao Bằng; ba - đội Bắc Giang.",
        "Kết thúc hội thi, đội Lạng Sơn giành giải nhất, đội Cao Bằng giải nhì, đội Bắc Giang giải ba.",
    ],
)
def test_teams_win_prizes(statement: str) -> None:
    teams = ("đội Lạng Sơn", "đội Cao Bằng", "đội Bắc Giang")
    assert of_cluster(RED_CROSS, statement) == {(PLACE, "granted", team) for team in teams}


def test_who_decided_gives_what_the_sentence_tells() -> None:
    name, members = OFFICES
    text = (
        f"{name} tổng kết năm 2019\n\nNgày 12/12/2019, {name} tổ chức Hội nghị tổng kết năm 2019. {members}\n\nTheo Quyết định số "
        "286/QĐ-UBND ngày 31/3/2019 của Chủ tịch UBND tỉnh, danh hiệu Tập thể lao động xuất sắc thuộc về Sở Nội vụ.\n"
    )
    found = {(award.recipient, award.status, award.authority) for award in awards(text)}
    assert found == {("Sở Nội vụ", "granted", "Chủ tịch UBND tỉnh")}


def test_votes_behind_a_name_are_no_part_of_it() -> None:
    statement = "Hội nghị đề nghị:\n- Cờ thi đua của UBND tỉnh: Sở Nội vụ 5/5, Sở Xây dựng 4/5."
    assert of_cluster(OFFICES, statement) == {(FLAG, "proposed", "Sở Nội vụ"), (FLAG, "proposed", "Sở Xây dựng")}
