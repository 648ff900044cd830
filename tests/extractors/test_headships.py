import pytest

from tests.extractors.reading import facts

Row = tuple[str, str | None, str | None, int | None, str]
"""Role, unit, person, year, status."""

REVIEW = "Ngày 20/12/2018, Cụm thi đua số 5 Hội Nông dân Việt Nam tổng kết công tác thi đua năm 2018. "
OPENING = "Ngày 20/02/2019, Cụm thi đua số 5 Hội Nông dân Việt Nam ký giao ước thi đua năm 2019. "
A = "Hội Nông dân tỉnh Nghệ An"
B = "Hội Nông dân tỉnh Hà Tĩnh"
C = "Hội Nông dân tỉnh Quảng Trị"


def rows(text: str) -> list[Row]:
    return [(row.role, row.unit, row.person, row.year, row.status) for row in facts(text).headships]


def head(unit: str | None, year: int, status: str, person: str | None = None) -> Row:
    return "head", unit, person, year, status


def deputy(unit: str | None, year: int, status: str, person: str | None = None) -> Row:
    return "deputy", unit, person, year, status


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Chosen for the coming year, in every way
        (f"Hội nghị đã bầu {A} làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"Hội nghị suy tôn {A} làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"Hội nghị thống nhất giao {A} làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"{A} được bầu làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"{A} được tín nhiệm giữ chức Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"{A} trúng cử Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        pytest.param(
            f"Năm 2019, {A} làm Cụm trưởng.",
            [head(A, 2019, "elected")],
        ),
        (f"Theo luân phiên, {A} sẽ đảm nhiệm vai trò Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"Hội nghị bầu Cụm trưởng năm 2019 là {A}.", [head(A, 2019, "elected")]),
        (f"Cụm trưởng năm 2019: {A}.", [head(A, 2019, "elected")]),
        (f"Cụm bầu {A} làm Trưởng cụm năm 2019.", [head(A, 2019, "elected")]),
        (f"Hội nghị bầu {A} làm Cụm trưởng năm tới.", [head(A, 2019, "elected")]),
        (f"Hội nghị bầu {A} làm Cụm trưởng.", [head(A, 2019, "elected")]),
        (f"Kết quả bốc thăm, {A} là Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"100% phiếu bầu {A} giữ vai trò Cụm trưởng Cụm thi đua số 5 năm 2019.", [head(A, 2019, "elected")]),
        # Head and deputy
        (
            f"Hội nghị bầu {A} làm Cụm trưởng, {B} làm Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu Cụm trưởng năm 2019 là {A}, Cụm phó là {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Năm 2019: {A} - Cụm trưởng; {B} - Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu {A} làm Cụm trưởng; {B} và {C} làm Phó Cụm trưởng năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected"), deputy(C, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu Cụm trưởng, Cụm phó năm 2019.\n- Cụm trưởng: {A}\n- Cụm phó: {B}",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        # Handed over
        (
            f"{A} bàn giao nhiệm vụ Cụm trưởng năm 2019 cho {B}.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (
            f"Vai trò Cụm trưởng năm 2019 chuyển từ {A} sang {B}.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (
            f"{B} nhận bàn giao nhiệm vụ Cụm trưởng năm 2019 từ {A}.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (
            f"{B} làm Cụm trưởng năm 2019 thay {A}.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        # In office
        (f"{A} (Cụm trưởng) trình bày báo cáo.", [head(A, 2018, "incumbent")]),
        (f"{A} - đơn vị Cụm trưởng trình bày báo cáo.", [head(A, 2018, "incumbent")]),
        (f"{A}, đơn vị Cụm trưởng, trình bày báo cáo.", [head(A, 2018, "incumbent")]),
        (f"Là đơn vị Cụm trưởng, {A} đã chủ động tham mưu.", [head(A, 2018, "incumbent")]),
        (f"Với vai trò Cụm trưởng, {A} đã chủ động tham mưu.", [head(A, 2018, "incumbent")]),
        (f"{A} là Cụm trưởng năm 2018.", [head(A, 2018, "incumbent")]),
        (f"Năm nay {A} làm Cụm trưởng.", [head(A, 2018, "incumbent")]),
        (f"{B} (Cụm phó) góp ý.", [deputy(B, 2018, "incumbent")]),
        (
            f"Cụm gồm {A} (Cụm trưởng), {B} (Cụm phó) và {C}.",
            [head(A, 2018, "incumbent"), deputy(B, 2018, "incumbent")],
        ),
        # For another year (guidelines, point 31)
        (
            f"{A} tiếp tục giữ nhiệm vụ Cụm trưởng thêm một năm.",
            [head(A, 2018, "incumbent"), head(A, 2019, "elected")],
        ),
        # People
        (
            f"Ông Lò Văn Ín, Chủ tịch {A}, Cụm trưởng, chủ trì hội nghị.",
            [head(A, 2018, "incumbent", "Lò Văn Ín")],
        ),
        (
            f"Ông Lò Văn Ín, Chủ tịch {A}, đại diện đơn vị Cụm trưởng, khai mạc hội nghị.",
            [head(A, 2018, "incumbent", "Lò Văn Ín")],
        ),
        (
            f"Ông Lò Văn Ín, Chủ tịch {A}, đơn vị Cụm trưởng, khai mạc hội nghị.",
            [head(A, 2018, "incumbent")],
        ),
        (
            f"Đồng chí Lò Văn Ín, Chủ tịch {A} được bầu làm Cụm trưởng năm 2019.",
            [head(A, 2019, "elected", "Lò Văn Ín")],
        ),
        # Chosen, in other words
        (
            f"Hội nghị thống nhất để {A} tiếp tục làm Cụm trưởng thêm 01 năm (năm 2019).",
            [head(A, 2018, "incumbent"), head(A, 2019, "elected")],
        ),
        (f"{A} tiếp tục được tín nhiệm bầu làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (f"Nhân sự năm 2019: {A} - Cụm trưởng; {B} - Cụm phó.", [head(A, 2019, "elected"), deputy(B, 2019, "elected")]),
        (
            f"Ban điều hành Cụm năm 2019: Cụm trưởng: {A}; Cụm phó: {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Điều hành Cụm năm 2019: các đơn vị nhất trí suy cử {A} vào cương vị Cụm trưởng, {B} vào cương vị Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị hiệp thương cử {A} giữ nhiệm vụ Cụm trưởng, {B} giữ nhiệm vụ Cụm phó năm 2019; nhất trí đề nghị tặng Cờ thi đua cho {C}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu {A} đảm nhiệm Cụm trưởng, {B} đảm nhiệm Cụm phó nhiệm kỳ 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Chức Cụm trưởng năm 2019 chuyển sang cho {A}, {B} làm Phó cụm.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Ghế Cụm trưởng năm 2019 thuộc về {A}, {B} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Vai trò Cụm trưởng năm 2019 được trao cho {A}; Cụm phó là {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Qua năm 2019, ghế Cụm trưởng dời về {A}, có {B} giúp việc ở vị trí Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"Hai Cụm phó năm 2019 là {A} và {B}.", [deputy(A, 2019, "elected"), deputy(B, 2019, "elected")]),
        (
            f"Hội nghị bầu {C} làm Cụm trưởng năm 2019. Hai Cụm phó cùng năm là {A} và {B}.",
            [head(C, 2019, "elected"), deputy(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu {C} làm Cụm trưởng năm 2019. Cụm phó là {A}.",
            [head(C, 2019, "elected"), deputy(A, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu {C} làm Cụm trưởng năm 2019. {A} và {B} được bầu làm Cụm phó.",
            [head(C, 2019, "elected"), deputy(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Các đơn vị bỏ phiếu kín chọn Cụm trưởng: {A} được 5/6 phiếu. Như vậy, năm 2019 {A} làm Cụm trưởng, {B} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"Theo vòng xoay, năm 2019 đến lượt {A} làm Cụm trưởng.", [head(A, 2019, "elected")]),
        (f"Năm 2019 tới phiên {A} cầm trịch với vai trò Cụm trưởng.", [head(A, 2019, "elected")]),
        (
            f"Hội nghị nhất trí giao nhiệm vụ Trưởng cụm năm 2019 cho {A}, Phó cụm cho {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Đơn vị Cụm trưởng năm 2019: {A}; đơn vị Cụm phó: {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Cụm đã suy tôn {A} là đơn vị Cụm trưởng, {B} là đơn vị Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"{A}, {B} lần lượt được bầu làm Cụm trưởng và Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị bầu {A} và {B} lần lượt giữ chức Cụm trưởng, Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị thống nhất chọn Cụm trưởng, Cụm phó năm 2019 lần lượt là {A} và {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Cụm trưởng, Cụm phó năm 2019 lần lượt là: {A}, {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"{A} đã bàn giao chức Cụm trưởng cho {B}.", [head(A, 2018, "incumbent"), head(B, 2019, "elected")]),
        (
            f"Tại hội nghị, {A} - Cụm trưởng năm 2018 đã bàn giao nhiệm vụ cho {B} - Cụm trưởng năm 2019.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (
            f"Lễ bàn giao Cụm trưởng từ {A} sang {B} diễn ra trang trọng.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (f"{B} thay {A} đảm nhận Cụm trưởng năm 2019.", [head(A, 2018, "incumbent"), head(B, 2019, "elected")]),
        (f"{B} tiếp nhận vai trò Cụm trưởng từ {A}.", [head(A, 2018, "incumbent"), head(B, 2019, "elected")]),
        (f"Kết quả bầu: Cụm trưởng {A}, Cụm phó {B}.", [head(A, 2019, "elected"), deputy(B, 2019, "elected")]),
        (
            f"Hội nghị cũng bầu ra Cụm trưởng, Cụm phó năm 2019 (Cụm trưởng: {A}; Cụm phó: {B}).",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Bầu Cụm trưởng, Cụm phó năm 2019: 6/6 đơn vị nhất trí {A} làm Cụm trưởng, {B} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị thống nhất: năm 2019, đơn vị Cụm trưởng là {A}, đơn vị Cụm phó là {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"Từ ngày 01/01/2019, {A} đảm nhiệm vai trò Cụm trưởng.", [head(A, 2019, "elected")]),
        (f"Sang năm 2019, {A} nhận trọng trách Cụm trưởng.", [head(A, 2019, "elected")]),
        (f"Người đứng đầu cụm năm 2019 là {A}.", [head(A, 2019, "elected")]),
        (f"Trưởng cụm mới là {A}.", [head(A, 2019, "elected")]),
        (f"{A} là tân Cụm trưởng.", [head(A, 2019, "elected")]),
        (f"{A} trở thành Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (
            f"Năm 2019, vị trí Cụm trưởng do {A} đảm nhiệm, Cụm phó do {B} đảm nhiệm.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Năm 2019, cụm do {A} làm Cụm trưởng và {B} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        # Who takes over in person
        (
            f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. Ông Lò Văn Ín, Chủ tịch {A}, thay mặt đơn vị Cụm trưởng mới tiếp nhận hồ sơ của Cụm.",
            [head(A, 2019, "elected", "Lò Văn Ín")],
        ),
        (
            f"{A} được cử làm Cụm trưởng năm 2019. Ông Lò Văn Ín, Phó Chủ tịch {A}, thay mặt đơn vị Cụm trưởng mới phát biểu nhận nhiệm vụ.",
            [head(A, 2019, "elected", "Lò Văn Ín")],
        ),
        (f"Ông Lò Văn Ín, Chủ tịch {A}, Cụm trưởng mới, hứa tiếp nối.", [head(A, 2019, "elected", "Lò Văn Ín")]),
        (
            f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. Nhận bàn giao, ông Lò Văn Ín, Chủ tịch {A}, tân Cụm trưởng, cảm ơn các đơn vị.",
            [head(A, 2019, "elected", "Lò Văn Ín")],
        ),
        (
            f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. Ông Lò Văn Ín, Chủ tịch {A}, đại diện đơn vị Cụm trưởng năm 2019, phát biểu nhận nhiệm vụ.",
            [head(A, 2019, "elected", "Lò Văn Ín")],
        ),
        # In office, in other words
        (
            f"Điều hành hội nghị là ông Lò Văn Ín, Cụm trưởng và bà Hà Thị Khuyên, Cụm phó. Dự hội nghị có ông Lò Văn Ín, Chủ tịch {A}; bà Hà Thị Khuyên, Chủ tịch {B}.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
        (
            f"Dự hội nghị có ông Lò Văn Ín, Chủ tịch {A}; bà Hà Thị Khuyên, Chủ tịch {B}. Ông Lò Văn Ín, Cụm trưởng khai mạc; bà Hà Thị Khuyên, Cụm phó báo cáo.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
        (
            f"Với tư cách Cụm trưởng năm 2018, ông Lò Văn Ín, Chủ tịch {A}, khai mạc hội nghị.",
            [head(A, 2018, "incumbent", "Lò Văn Ín")],
        ),
        (
            f"Ông Lò Văn Ín, Chủ tịch {A}, năm nay làm Cụm trưởng, chủ trì hội nghị.",
            [head(A, 2018, "incumbent", "Lò Văn Ín")],
        ),
        (f"Cụm do {A} làm Cụm trưởng và {B} làm Cụm phó.", [head(A, 2018, "incumbent"), deputy(B, 2018, "incumbent")]),
        (f"{A} đang là Cụm trưởng, {B} là Cụm phó.", [head(A, 2018, "incumbent"), deputy(B, 2018, "incumbent")]),
        (
            f"Đồng chủ trì có ông Lò Văn Ín, Chủ tịch {A}, Cụm trưởng và bà Hà Thị Khuyên, Phó Chủ tịch {B}, đại diện Cụm phó.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
        (f"Đầu năm 2018, {A} tiếp nhận nhiệm vụ Cụm trưởng.", [head(A, 2018, "incumbent")]),
        (
            f"Thay mặt Cụm trưởng, ông Lò Văn Ín, Chủ tịch {A}, báo cáo kết quả.",
            [head(A, 2018, "incumbent", "Lò Văn Ín")],
        ),
        (f"Cụm trưởng Lò Văn Ín ({A}) khai mạc hội nghị.", [head(A, 2018, "incumbent", "Lò Văn Ín")]),
        (
            f"Cụm trưởng: ông Lò Văn Ín, Chủ tịch {A}. Cụm phó: bà Hà Thị Khuyên, Chủ tịch {B}.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
        (
            f"{A} (đơn vị Cụm trưởng), {B} (đơn vị Cụm phó), {C}.",
            [head(A, 2018, "incumbent"), deputy(B, 2018, "incumbent")],
        ),
        (
            f"Cụm gồm 3 đơn vị: {A} là Cụm trưởng, {B} là Cụm phó, {C} là thành viên.",
            [head(A, 2018, "incumbent"), deputy(B, 2018, "incumbent")],
        ),
    ],
)
def test_heads_told_at_a_review(sentence: str, expected: list[Row]) -> None:
    assert rows(REVIEW + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Cụm trưởng nhiệm kỳ 2019 là {A}; Cụm phó là {B}.", [head(A, 2019, "elected"), deputy(B, 2019, "elected")]),
        (
            f"Hội nghị đã nhất trí cao bầu {A} làm đơn vị Cụm trưởng; {B}, {C} là đơn vị Cụm phó Cụm thi đua số 5 năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected"), deputy(C, 2019, "elected")],
        ),
        (
            f"Với 100% số phiếu, {A} trúng cử chức danh Cụm trưởng; {B} được bầu giữ chức danh Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"Theo Quy chế, {A} là đơn vị được luân phiên làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (
            f"Các đại biểu biểu quyết thông qua {A} là Cụm trưởng, {B} là Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Cụm thi đua số 5 năm 2019 do {A} làm Cụm trưởng, {B} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Trong năm 2019, {A} sẽ giữ vai trò Cụm trưởng và {B} giữ vai trò Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Dịp này, {A} (Cụm trưởng năm 2018) đã trao cờ luân lưu cho {B} (Cụm trưởng năm 2019).",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (
            f"{A}, Cụm trưởng năm 2018 bàn giao chức trách Cụm trưởng năm 2019 cho {B}.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (f"Cờ luân lưu Cụm trưởng năm 2019 được trao cho {B}.", [head(B, 2019, "elected")]),
        (f"{B} đón nhận cờ luân lưu Cụm trưởng năm 2019.", [head(B, 2019, "elected")]),
        (
            f"Hội nghị đã tiến hành bầu đơn vị Cụm trưởng, Cụm phó năm 2019. Kết quả: {A} làm Cụm trưởng; {B} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Hội nghị cũng thống nhất cử Cụm trưởng năm 2019 ({A}) và Cụm phó ({B}).",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"Đơn vị được chọn làm Cụm trưởng năm 2019 là {A}.", [head(A, 2019, "elected")]),
        (
            f"Đơn vị giữ chức Cụm trưởng năm 2019 là {A}, Cụm phó năm 2019 là {B}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Kết thúc hội nghị, {A} được suy tôn làm Trưởng cụm, {B} làm Phó trưởng cụm thi đua năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Cụm trưởng mới của cụm là {A}; hai Cụm phó gồm {B} và {C}.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected"), deputy(C, 2019, "elected")],
        ),
        (f"{A} tái đắc cử Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
        (
            f"{A} tiếp tục là Cụm trưởng năm 2019, {B} thay {C} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected"), deputy(C, 2018, "incumbent")],
        ),
        (
            f"Nhiệm vụ Cụm trưởng năm tới được chuyển giao từ {A} cho {B}.",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (f"Đại diện {B} nhận bàn giao nhiệm vụ Cụm trưởng năm 2019.", [head(B, 2019, "elected")]),
        (
            f"Hội nghị giao {A} làm Cụm trưởng năm 2019, giao {B} làm Cụm phó thường trực, {C} làm Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected"), deputy(C, 2019, "elected")],
        ),
        (f"NĂM 2019:\n+ Cụm trưởng: {A}\n+ Cụm phó: {B}", [head(A, 2019, "elected"), deputy(B, 2019, "elected")]),
        (
            f"IV. BẦU CỤM TRƯỞNG, CỤM PHÓ NĂM 2019\n100% đại biểu nhất trí:\n- {A}: Cụm trưởng;\n- {B}: Cụm phó.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Kết quả biểu quyết (6/6): {A} giữ nhiệm vụ Cụm trưởng, {B} giữ nhiệm vụ Cụm phó năm 2019.",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"Bà Hà Thị Khuyên, Chủ tịch {B}, được tín nhiệm bầu giữ chức Cụm trưởng; ông Lò Văn Ín, Chủ tịch {A}, giữ chức Cụm phó năm 2019.",
            [head(B, 2019, "elected", "Hà Thị Khuyên"), deputy(A, 2019, "elected", "Lò Văn Ín")],
        ),
        (
            f"Chủ trì có các đồng chí: Lò Văn Ín, Chủ tịch {A}, Cụm trưởng; Hà Thị Khuyên, Chủ tịch {B}, Cụm phó.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
        (
            f"Ông Lò Văn Ín - Chủ tịch {A} (Cụm trưởng) và bà Hà Thị Khuyên - Chủ tịch {B} (Cụm phó) đồng chủ trì.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
        (
            f"Đồng chí Lò Văn Ín, Chủ tịch {A} - đơn vị Cụm trưởng Cụm thi đua số 5 năm 2018 phát biểu khai mạc.",
            [head(A, 2018, "incumbent")],
        ),
        (f"Trên cương vị Cụm trưởng năm 2018, {A} đã tổ chức nhiều hoạt động.", [head(A, 2018, "incumbent")]),
        (
            f"{A} (đơn vị Cụm trưởng năm 2018) chuyển giao hồ sơ cho {B} (đơn vị Cụm trưởng năm 2019).",
            [head(A, 2018, "incumbent"), head(B, 2019, "elected")],
        ),
        (
            f"Ông Lò Văn Ín, Chủ tịch {A}, Cụm trưởng Cụm thi đua số 5 và bà Hà Thị Khuyên, Chủ tịch {B}, Cụm phó chủ trì.",
            [head(A, 2018, "incumbent", "Lò Văn Ín"), deputy(B, 2018, "incumbent", "Hà Thị Khuyên")],
        ),
    ],
)
def test_heads_told_at_a_review_in_longer_ways(sentence: str, expected: list[Row]) -> None:
    found = rows(REVIEW + ("\n\n" if "\n" in sentence else "") + sentence)
    assert sorted(map(str, found)) == sorted(map(str, expected))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{A} là Cụm trưởng năm 2019.", [head(A, 2019, "incumbent")]),
        (f"{A} - Cụm trưởng năm 2019 - chủ trì.", [head(A, 2019, "incumbent")]),
        (f"{A}, Cụm trưởng năm 2018, báo cáo kết quả.", [head(A, 2018, "incumbent")]),
        (f"Hội nghị bầu {A} làm Cụm trưởng năm 2019.", [head(A, 2019, "elected")]),
    ],
)
def test_heads_told_at_the_opening_of_a_year(sentence: str, expected: list[Row]) -> None:
    assert rows(OPENING + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Hội nghị chưa bầu Cụm trưởng năm 2019.",
        f"Dự kiến {A} làm Cụm trưởng năm 2019.",
        f"{A} là Cụm trưởng năm 2015.",
        pytest.param(
            f"Năm 2011, {A} làm Cụm trưởng.",
        ),
        "Cụm trưởng chịu trách nhiệm tổ chức các hoạt động.",
        "Nhiệm vụ của Cụm trưởng, Cụm phó được quy định cụ thể.",
        f"{A} đề nghị Cụm trưởng sớm gửi kế hoạch.",
        f"{A} ủng hộ 20 triệu đồng.",
        "Ông Nguyễn Văn Tám, trưởng khối phố 3, đến dự.",
        "Các đơn vị cảm ơn Cụm trưởng.",
        "Sau khi bầu Cụm trưởng mới, hội nghị bế mạc.",
        "Cụm trưởng mới sẽ được bầu vào quý I năm 2019.",
        f"{A} đề nghị luân phiên Cụm trưởng hằng năm.",
        f"Cụm trưởng năm 2019 sẽ do các đơn vị bầu tại {A}.",
        f"Hội nghị giao Cụm trưởng phối hợp với {A} tổ chức tập huấn.",
        f"Cụm trưởng trao quà cho {B}.",
    ],
)
def test_nobody_is_said_to_head_the_cluster(sentence: str) -> None:
    assert rows(REVIEW + sentence) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A school year stands for its first year (guidelines, point 20)
        (
            (
                "Ngày 28/5/2019, Khối thi đua số 3 tổng kết năm học 2018-2019. "
                "Hội nghị bầu Trường THPT Trần Phú làm Trưởng khối năm học 2019-2020."
            ),
            [head("Trường THPT Trần Phú", 2019, "elected")],
        ),
        # A bloc
        (
            "Khối thi đua các sở tổng kết năm 2018, bầu Sở Y tế làm Trưởng khối, Sở Tư pháp làm Phó Trưởng khối năm 2019.",
            [head("Sở Y tế", 2019, "elected"), deputy("Sở Tư pháp", 2019, "elected")],
        ),
        (
            "Khối thi đua số 2 tổng kết năm 2018; Khối trưởng năm 2019 là Sở Y tế, Khối phó là Sở Tư pháp.",
            [head("Sở Y tế", 2019, "elected"), deputy("Sở Tư pháp", 2019, "elected")],
        ),
        # A decision appoints for the year just begun
        (
            (
                "UBND HUYỆN BA VÌ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                "Số: 15/QĐ-UBND Độc lập - Tự do - Hạnh phúc\nBa Vì, ngày 10 tháng 01 năm 2019\n\n"
                "QUYẾT ĐỊNH\nVề việc chỉ định Cụm trưởng, Cụm phó các cụm thi đua năm 2019\n\n"
                "Điều 1. Chỉ định Cụm trưởng, Cụm phó năm 2019:\n"
                "1. Cụm thi đua số 1: Sở Y tế - Cụm trưởng, Sở Tư pháp - Cụm phó."
            ),
            [head("Sở Y tế", 2019, "elected"), deputy("Sở Tư pháp", 2019, "elected")],
        ),
        # Led, without the word
        (
            "Cụm thi đua số 8 do Hội CCB tỉnh Hà Nam đứng đầu tổng kết năm 2018.",
            [head("Hội CCB tỉnh Hà Nam", 2018, "incumbent")],
        ),
        # A half-year review: the coming year is said
        (
            "Cụm thi đua số 8 sơ kết 6 tháng đầu năm 2018. Hội CCB tỉnh Hà Nam là Cụm trưởng năm 2018.",
            [head("Hội CCB tỉnh Hà Nam", 2018, "incumbent")],
        ),
    ],
)
def test_heads_of_other_documents(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_every_head_goes_with_the_cluster_it_is_told_of() -> None:
    text = (
        "Các cụm thi đua của huyện tổng kết năm 2018.\n"
        "Cụm thi đua số 1 bầu Trường Tiểu học Hoa Ban làm Cụm trưởng năm 2019.\n"
        "Cụm thi đua số 2 bầu Trường Tiểu học Nà Bó làm Cụm trưởng năm 2019.\n"
        "Trường Tiểu học Mường Và được bầu làm Cụm trưởng Cụm thi đua số 3 năm 2019."
    )
    found = facts(text)
    numbers = {cluster.id: cluster.number for cluster in found.clusters}
    assert {numbers[row.cluster]: row.unit for row in found.headships} == {
        "1": "Trường Tiểu học Hoa Ban",
        "2": "Trường Tiểu học Nà Bó",
        "3": "Trường Tiểu học Mường Và",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Thay mặt đơn vị nhận nhiệm vụ, ông Lò Văn Ín, Chủ tịch {A}, cảm ơn các đơn vị.",
        "Thay mặt {A} nhận nhiệm vụ Cụm trưởng, ông Lò Văn Ín hứa tiếp nối. Ông Lò Văn Ín là Chủ tịch {A}.",
        "Ông Lò Văn Ín, Phó Chủ tịch {A}, thay mặt nhận bàn giao.",
        "Thay mặt đơn vị nhận bàn giao là ông Lò Văn Ín, Chủ tịch {A}.",
        "Cụm trưởng mới, ông Lò Văn Ín - Chủ tịch {A}, phát biểu.",
        "Đại diện đơn vị, ông Lò Văn Ín, Chủ tịch {A}, đón nhận trọng trách.",
    ],
)
def test_who_takes_the_office_over_is_the_head_in_person(sentence: str) -> None:
    text = REVIEW + f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. " + sentence.format(A=A)
    assert rows(text) == [head(A, 2019, "elected", "Lò Văn Ín")]


def test_who_only_receives_a_flag_or_files_heads_nothing() -> None:
    text = REVIEW + f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. Ông Lò Văn Ín, Chủ tịch {A}, nhận hồ sơ."
    assert rows(text) == [head(A, 2019, "elected")]


def test_two_people_represent_two_units_in_office() -> None:
    text = REVIEW + (
        f"Ông Lò Văn Ín, Chủ tịch {A} và bà Hà Thị Khuyên, Chủ tịch {B}, đại diện hai đơn vị Cụm phó, cùng chủ trì."
    )
    assert rows(text) == [
        deputy(A, 2018, "incumbent", "Lò Văn Ín"),
        deputy(B, 2018, "incumbent", "Hà Thị Khuyên"),
    ]


def test_an_office_goes_with_a_cluster_of_its_kind() -> None:
    text = (
        "Các cụm, khối thi đua tổng kết năm 2018. Khối thi đua các sở họp sáng nay. Năm 2019, Cụm trưởng Cụm thi đua số 2 "
        "là Trường THPT Lê Lợi; Sở Y tế làm Trưởng khối, Phó khối là Sở Tư pháp."
    )
    found = facts(text)
    kinds = {cluster.id: cluster.kind for cluster in found.clusters}
    assert [(kinds[row.cluster], row.role, row.unit) for row in found.headships] == [
        ("cum", "head", "Trường THPT Lê Lợi"),
        ("khoi", "head", "Sở Y tế"),
        ("khoi", "deputy", "Sở Tư pháp"),
    ]


@pytest.mark.parametrize(
    "office", ["Trưởng khối kinh doanh", "trưởng khối phố 3", "Trưởng khối kỹ thuật", "cụm trưởng cụm loa số 2"]
)
def test_offices_elsewhere_head_no_cluster(office: str) -> None:
    assert rows(REVIEW + f"Ông Lò Văn Ín, {office} Công ty Than Quang Hanh, cảm ơn.") == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            f"Năm | Cụm trưởng | Cụm phó\n2018 | {A} | {B}\n2019 | {B} | {C}",
            [
                head(A, 2018, "incumbent"),
                deputy(B, 2018, "incumbent"),
                head(B, 2019, "elected"),
                deputy(C, 2019, "elected"),
            ],
        ),
        (
            f"Cụm | Trưởng năm 2019 | Phó năm 2019\nCụm thi đua số 5 | {A} | {B}, {C}",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected"), deputy(C, 2019, "elected")],
        ),
        (
            f"TT | Đơn vị | Chức vụ năm 2019\n1 | {A} | Cụm trưởng\n2 | {B} | Cụm phó\n3 | {C} |",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (
            f"TT | Đơn vị | Số phiếu | Ghi chú\n1 | {A} | 12 | Cụm trưởng\n2 | {B} | 10 | Cụm phó",
            [head(A, 2018, "incumbent"), deputy(B, 2018, "incumbent")],
        ),
        (
            f"Danh sách điều hành năm 2019:\n1. {A}: Cụm trưởng\n2. {B}: Cụm phó",
            [head(A, 2019, "elected"), deputy(B, 2019, "elected")],
        ),
        (f"Nội dung | Đơn vị thực hiện\nHội nghị tổng kết tại {A} | Cụm trưởng\nHội thao | Cụm phó", []),
    ],
)
def test_heads_in_tables(table: str, expected: list[Row]) -> None:
    assert sorted(map(str, rows(REVIEW + "\n\n" + table))) == sorted(map(str, expected))


def test_the_last_columns_of_a_table_without_bars_name_head_and_deputy() -> None:
    text = (
        "UBND HUYỆN BA VÌ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 15/QĐ-UBND Độc lập - Tự do - Hạnh phúc\nBa Vì, ngày 10 tháng 01 năm 2019\n\n"
        "QUYẾT ĐỊNH\nVề việc phân chia cụm thi đua năm 2019\n\nĐiều 1. Phân chia các cụm thi đua như sau:\n"
        "TT Tên cụm Các thành viên Số đơn vị Cụm trưởng Cụm phó\n"
        "1 Cụm thi đua số 1 Trường THCS Tản Hồng; Trường THCS Phú Cường; Trường THCS Cổ Đô 03 Trường THCS Cổ Đô "
        "Trường THCS Tản Hồng\n"
        "2 Cụm thi đua số 2 Trường THCS Vạn Thắng; Trường THCS Đồng Thái 02 Trường THCS Đồng Thái (tự cử cụm phó)"
    )
    assert rows(text) == [
        head("Trường THCS Cổ Đô", 2019, "elected"),
        deputy("Trường THCS Tản Hồng", 2019, "elected"),
        head("Trường THCS Đồng Thái", 2019, "elected"),
    ]


def test_a_head_told_twice_is_one_row_with_the_fullest_name_and_the_person() -> None:
    text = (
        REVIEW + f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. Ông Lò Văn Ín, Chủ tịch {A}, "
        "thay mặt đơn vị nhận nhiệm vụ Cụm trưởng năm 2019."
    )
    found = [row for row in facts(text).headships if row.status == "elected"]
    assert [(row.unit, row.person, row.year) for row in found] == [(A, "Lò Văn Ín", 2019)]
    assert len(found[0].evidence) == 2


def test_the_evidence_is_the_sentence_that_says_so() -> None:
    sentence = f"Hội nghị bầu {A} làm Cụm trưởng năm 2019."
    (row,) = facts(REVIEW + sentence + " Hội nghị thành công.").headships
    assert [quote.quote for quote in row.evidence] == [sentence]


def test_the_office_of_a_party_committee_is_headed_by_its_chief() -> None:
    found = facts(
        "Khối thi đua các cơ quan Đảng tổng kết\n\nNgày 5/12/2022, Khối thi đua các cơ quan Đảng tỉnh họp tổng kết năm 2022. "
        "Chủ trì: đồng chí Đặng Hồng Sĩ, Chánh Văn phòng Tỉnh ủy - Trưởng khối.\n"
    )
    assert [(fact.role, fact.unit, fact.person) for fact in found.headships] == [
        ("head", "Văn phòng Tỉnh ủy", "Đặng Hồng Sĩ")
    ]


def test_a_school_written_small_is_handed_the_headship() -> None:
    found = facts(
        "Cụm thi đua số 5 các trường THPT tổng kết\n\nNgày 28/5/2010, tại Nông Cống, Cụm thi đua số 5 các trường THPT họp "
        "tổng kết năm học 2009 - 2010. Cụm trưởng năm học 2010 - 2011 được luân phiên cho trường THPT Lê Hữu Trác.\n"
    )
    assert [(fact.status, fact.unit, fact.year) for fact in found.headships] == [
        ("elected", "trường THPT Lê Hữu Trác", 2010)
    ]
