import pytest

from tests.extractors.reading import facts

Row = tuple[str, str, int, str]
"""Role, unit, year, status."""

REVIEW = (
    "Ngày 20/12/2018, Cụm thi đua số 5 Hội Nông dân Việt Nam gồm 5 tỉnh Nghệ An, Hà Tĩnh, Quảng Trị, Quảng Bình, "
    "Thanh Hóa tổng kết công tác thi đua năm 2018.\n"
)
A = "Hội Nông dân tỉnh Nghệ An"
B = "Hội Nông dân tỉnh Hà Tĩnh"
C = "Hội Nông dân tỉnh Quảng Trị"


def h(unit: str, year: int = 2019, status: str = "elected") -> Row:
    return "head", unit, year, status


def d(unit: str, year: int = 2019, status: str = "elected") -> Row:
    return "deputy", unit, year, status


AB = [h(A), d(B)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            f"Hội nghị cũng bầu {A} làm Cụm trưởng, {B} làm Cụm phó Cụm thi đua số 5 năm 2019; dự kiến hội nghị ký kết giao ước tổ chức vào tháng 2.",
            AB,
        ),
        (f"Bầu Cụm trưởng, Cụm phó năm 2019: 100% biểu quyết giơ tay\n- Cụm trưởng: {A};\n- Cụm phó: {B}.", AB),
        (f"Cụm trưởng năm 2019 được giao cho {A}, còn {B} là Cụm phó.", AB),
        (f"Hội nghị bầu: Cụm trưởng - {A}; Cụm phó - {B}.", AB),
        (f"Hội nghị bầu ra: Cụm trưởng – {A}, Cụm phó – {B} năm 2019.", AB),
        (f"Chọn {A} làm Cụm trưởng năm 2019; Phó Cụm trưởng là {B}.", AB),
        (f"{A} sẽ là Cụm trưởng năm 2019 và {B} là Phó Cụm trưởng.", AB),
        (f"{A} là đơn vị sẽ điều hành cụm trong năm 2019 với tư cách Cụm trưởng, còn {B} ngồi ghế Cụm phó.", AB),
        (f"{A} sẽ ngồi ghế Cụm trưởng năm 2019.", [h(A)]),
        (f"Sang năm 2019, {A} ngồi vào ghế Cụm trưởng, {B} ngồi ghế phó.", [h(A)]),
        (
            f"Đó là {A}, đơn vị sẽ giữ nhịp cho cụm trong năm 2019 ở vị trí Cụm trưởng; {B} được giao phụ trách phần Cụm phó.",
            AB,
        ),
        (f"Từ tháng 1/2019, {A} lên làm cụm trưởng, phó cụm là {B}.", AB),
        (f"Từ ngày 01/01/2019, {A} chính thức đảm đương cương vị Cụm trưởng.", [h(A)]),
        (f"Ghế Cụm trưởng 2019 thì để {A} đảm đương.", [h(A)]),
        (f"Vị trí Cụm phó mà Hà Tĩnh để lại do {C} tiếp quản.", [d(C)]),
        (f"{A} bước lên một nấc, từ Cụm phó thành Cụm trưởng năm 2019.", [h(A)]),
        (f"Các đơn vị thống nhất giao {A} lãnh ấn Trưởng Cụm 2019; {B} làm Phó trưởng Cụm.", AB),
        (f"Các đơn vị tin tưởng giao trọng trách Cụm trưởng năm 2019 cho {A}.", [h(A)]),
        (f"Trọng trách Cụm trưởng năm 2019 được trao cho {A}; Cụm phó là {B}.", AB),
        (f"Năm 2019, vai trò đầu tàu của cụm thuộc về {A} (Cụm trưởng) và {B} (Cụm phó).", AB),
        (f"{A} đắc cử Cụm trưởng nhiệm kỳ 2019, {B} đắc cử Cụm phó.", AB),
        (f"Với 5/5 phiếu, {A} được tín nhiệm bầu giữ chức Cụm trưởng năm 2019, {B} giữ chức Cụm phó.", AB),
        (f"Hội nghị nhất trí cử {A} làm Cụm trưởng, {B} làm Cụm phó cho năm sau.", AB),
        (f"Hội nghị đã nhất trí suy cử {A} là đơn vị Cụm trưởng, {B} là đơn vị Cụm phó năm 2019.", AB),
        (f"Hội nghị suy tôn đơn vị làm Cụm trưởng năm 2019 là {A}, đơn vị làm Cụm phó là {B}.", AB),
        (f"Đơn vị Cụm trưởng năm 2019: {A}\nĐơn vị Cụm phó năm 2019: {B}", AB),
        (f"* Cụm trưởng năm 2019 : {A}\n* Cụm phó năm 2019 : {B}", AB),
        (f"+ Cụm trưởng (năm 2019): {A}.\n+ Cụm phó (năm 2019): {B}.", AB),
        (f"V. BẦU CỤM TRƯỞNG, CỤM PHÓ NĂM 2019\n1. Cụm trưởng: {A}\n2. Cụm phó: {B}", AB),
        (f"Kết quả bầu chọn đơn vị đứng đầu cụm năm 2019 như sau: Cụm trưởng: {A}, Cụm phó: {B}.", AB),
        (f"Kết quả: {A} (Cụm trưởng), {B} (Cụm phó) năm 2019.", AB),
        (f"Hội nghị đã bầu Cụm trưởng ({A}) và Cụm phó ({B}) năm 2019.", AB),
        (f"Hội nghị bầu Cụm trưởng, Cụm phó năm 2019 lần lượt là {A} và {B}.", AB),
        (f"Hội nghị bầu {A}, {B} lần lượt giữ chức Cụm trưởng, Cụm phó năm 2019.", AB),
        (f"{A} và {B} được bầu làm Cụm trưởng và Cụm phó năm 2019.", AB),
        (f"{A} được các thành viên bầu làm Cụm trưởng; {B} được bầu làm Cụm phó năm 2019.", AB),
        (f"{A} được 100% đại biểu nhất trí bầu làm Cụm trưởng năm 2019.", [h(A)]),
        (f"Cụm đã bỏ phiếu kín, {A} đạt 5/5 phiếu, trở thành Cụm trưởng năm 2019.", [h(A)]),
        (f"Hội nghị biểu quyết nhất trí để {A} tiếp tục làm Cụm trưởng năm 2019.", [h(A)]),
        (f"Năm 2019, Cụm thi đua số 5 do {A} làm Cụm trưởng, {B} làm Cụm phó.", AB),
        (f"Cụm thi đua số 5 năm 2019 do {A} làm Cụm trưởng và {B} làm Cụm phó.", AB),
        (f"Nhiệm vụ Cụm trưởng năm 2019 sẽ do {A} đảm nhiệm, {B} đảm nhiệm Cụm phó.", AB),
        (f"Cụm trưởng năm 2019 sẽ là {A}.", [h(A)]),
        (f"Cụm trưởng của năm 2019 được xác định là {A}, Cụm phó được xác định là {B}.", AB),
        (f"Tân Cụm trưởng là {A}; tân Cụm phó là {B}.", AB),
        (f"Hội nghị chọn được Cụm trưởng mới là {A}.", [h(A)]),
        (f"Tiếp nối vai trò Cụm trưởng năm 2019 là {A}.", [h(A)]),
        (f"Người tiếp quản ghế Cụm trưởng năm 2019 là {A}.", [h(A)]),
        (f"Đảm nhận Cụm trưởng năm 2019 là {A}, Cụm phó là {B}.", AB),
        (f"Giữ cương vị Cụm trưởng trong năm 2019 là {A}.", [h(A)]),
        (f"Theo quy chế luân phiên, năm 2019 đến lượt {A} làm Cụm trưởng.", [h(A)]),
        (f"Theo vòng luân phiên, chức Cụm trưởng năm 2019 thuộc về {A}.", [h(A)]),
        (f"Lá cờ luân lưu được trao cho {A} - Cụm trưởng năm 2019.", [h(A)]),
        (f"Cũng tại hội nghị, {A} đã nhận cờ luân lưu, đảm nhận nhiệm vụ Cụm trưởng năm 2019.", [h(A)]),
        (
            f"Đại diện {C} đã trao cờ luân phiên cho {A}, đơn vị đảm nhận vai trò Cụm trưởng Cụm thi đua số 5 năm 2019.",
            [h(A)],
        ),
        (f"{C} bàn giao chức Cụm trưởng cho {A}.", [h(A), h(C, 2018, "incumbent")]),
        (f"{A} tiếp nhận chức Cụm trưởng năm 2019 từ {C}.", [h(A), h(C, 2018, "incumbent")]),
        (f"Nhiệm vụ Cụm trưởng được chuyển giao từ {C} sang {A} trong năm 2019.", [h(A), h(C, 2018, "incumbent")]),
        (f"Hội nghị thống nhất phân công {A} làm đơn vị trưởng cụm và {B} làm đơn vị phó cụm năm 2019.", AB),
        (f"Hội nghị bầu {A} làm trưởng cụm thi đua, {B} làm phó trưởng cụm thi đua năm 2019.", AB),
        (f"Cụm bầu Trưởng cụm thi đua năm 2019 là {A}; Phó trưởng cụm là {B}.", AB),
        (f"Đơn vị trưởng cụm năm 2019: {A}; đơn vị phó cụm: {B}.", AB),
        (f"Hội nghị bầu {A} làm Trưởng Cụm, các Phó Trưởng Cụm là {B} và {C} năm 2019.", [*AB, d(C)]),
        (f"Hội nghị bầu {A} làm Cụm trưởng; {B}, {C} làm Cụm phó năm 2019.", [*AB, d(C)]),
        (f"Cụm trưởng năm 2019: {A}; 2 Cụm phó: {B}, {C}.", [*AB, d(C)]),
        ("Hội nghị bầu Cụm trưởng năm 2019 (Hội Nông dân Nghệ An) và Cụm phó (Hội Nông dân Hà Tĩnh).", AB),
        ("Nghệ An làm Cụm trưởng, Hà Tĩnh làm Cụm phó năm 2019.", AB),
        ("Hội nghị bầu Nghệ An làm Cụm trưởng, Hà Tĩnh làm Cụm phó năm 2019.", AB),
        ("Cụm trưởng năm 2019: Nghệ An. Cụm phó: Hà Tĩnh.", AB),
        ("Sang năm tới, Nghệ An sẽ cầm lái cụm với vai trò Cụm trưởng, Hà Tĩnh giúp sức ở cương vị Cụm phó.", AB),
        (
            f"Hội nghị giới thiệu {A} đảm nhiệm Cụm trưởng và {B} đảm nhiệm Cụm phó năm 2019 để trình Trung ương Hội phê duyệt.",
            AB,
        ),
        (f"Hội nghị đề nghị Trung ương Hội công nhận {A} là Cụm trưởng năm 2019, {B} là Cụm phó năm 2019.", AB),
        (f"Cụm thống nhất đề nghị Trung ương Hội cho {A} làm cụm trưởng năm 2019.", [h(A)]),
        (f"Trung ương Hội đã quyết định giao {A} là Cụm trưởng Cụm thi đua số 5 năm 2019, giao {B} là Cụm phó.", AB),
        (f"Các đại biểu đã bầu ra Cụm trưởng và Cụm phó năm 2019. Theo đó, {A} làm Cụm trưởng, {B} làm Cụm phó.", AB),
        (f"Cụm cũng bầu ra các vị trí lãnh đạo cụm năm 2019: Cụm trưởng thuộc về {A}, Cụm phó thuộc về {B}.", AB),
        (f"Kết thúc hội nghị, các đơn vị bầu {A} giữ vai trò Cụm trưởng (năm 2019) và {B} giữ vai trò Cụm phó.", AB),
        (f"Hội nghị đã bầu {A} là Cụm trưởng, {B} là Cụm phó Cụm thi đua số 5 Hội Nông dân Việt Nam năm 2019.", AB),
        (f"{A} được bầu chọn là đơn vị dẫn dắt cụm trong năm 2019 với vai trò Cụm trưởng.", [h(A)]),
        (f"Hội nghị đồng thuận trao vị trí Cụm trưởng năm 2019 cho {A} và vị trí Cụm phó cho {B}.", AB),
        (f"Sau khi hiệp thương, cụm cử {A} đảm trách Cụm trưởng, {B} đảm trách Cụm phó năm 2019.", AB),
        (f"“Cụm trưởng” năm 2019 là {A}.", [h(A)]),
        (f'{A} nhận "ghế nóng" Cụm trưởng năm 2019.', [h(A)]),
        (f"Cụm trưởng 2019 gọi tên {A}.", [h(A)]),
        (f"Cụm trưởng năm 2019 đã có chủ: {A}.", [h(A)]),
        # incumbents
        (f"{A} (Cụm trưởng Cụm thi đua số 5 năm 2018) tổ chức hội nghị.", [h(A, 2018, "incumbent")]),
        (f"Hội nghị do {A}, Cụm trưởng, đăng cai.", [h(A, 2018, "incumbent")]),
        (f"{A} đăng cai với tư cách Cụm trưởng.", [h(A, 2018, "incumbent")]),
        (f"{A} - đơn vị Cụm trưởng năm 2018 - chủ trì hội nghị.", [h(A, 2018, "incumbent")]),
        (f"Với vai trò là Cụm trưởng, {A} đã chủ động xây dựng kế hoạch.", [h(A, 2018, "incumbent")]),
        (f"Là Cụm trưởng năm 2018, {A} đã tổ chức 3 đợt kiểm tra.", [h(A, 2018, "incumbent")]),
        (
            f"Năm 2018, {A} được phân công làm Cụm trưởng, {B} làm Cụm phó.",
            [h(A, 2018, "incumbent"), d(B, 2018, "incumbent")],
        ),
        (f"Năm 2018 {A} giữ vị trí Cụm trưởng.", [h(A, 2018, "incumbent")]),
        (f"Năm 2018, dưới sự điều hành của {A} (đơn vị Cụm trưởng), cụm hoạt động nền nếp.", [h(A, 2018, "incumbent")]),
        (f"Cụm trưởng năm 2018 là {A}, Cụm phó là {B}.", [h(A, 2018, "incumbent"), d(B, 2018, "incumbent")]),
        (
            f"Ban điều hành cụm năm 2018 gồm Cụm trưởng {A}, Cụm phó {B}.",
            [h(A, 2018, "incumbent"), d(B, 2018, "incumbent")],
        ),
        (
            f"{A} được giao làm Cụm trưởng, {B} làm Cụm phó của cụm từ đầu năm 2018.",
            [h(A, 2018, "incumbent"), d(B, 2018, "incumbent")],
        ),
        (f"Hội nghị tổ chức tại thành phố Vinh, do {A} - Cụm trưởng chủ trì.", [h(A, 2018, "incumbent")]),
        (f"Đơn vị Cụm trưởng {A} báo cáo kết quả.", [h(A, 2018, "incumbent")]),
        (f"Chủ nhà {A} cũng là đơn vị Cụm trưởng năm 2018.", [h(A, 2018, "incumbent")]),
        # negatives
        (f"Hội nghị chưa bầu Cụm trưởng năm 2019; {A} đọc báo cáo.", []),
        (f"{A} đề nghị Cụm trưởng năm 2019 sớm xây dựng kế hoạch.", []),
        (f"{A} cảm ơn đơn vị được bầu làm Cụm trưởng năm 2019.", []),
        (f"Cụm trưởng báo cáo kết quả cho {A}.", []),
        (f"Dự kiến Cụm trưởng năm 2019 là {A}, sẽ chốt vào tháng 2.", []),
        (f"{A} gửi tài liệu về Cụm trưởng trước ngày 15/12.", []),
        (f"{A} không nhận làm Cụm trưởng năm 2019.", []),
    ],
)
def test_an_office_is_told_in_the_words_of_any_writer(sentence: str, expected: list[Row]) -> None:
    rows = [(row.role, row.unit, row.year, row.status) for row in facts(REVIEW + sentence).headships]
    assert sorted(rows) == sorted(expected)


Held = tuple[str, str, str | None, int, str]
"""Role, unit, person, year, status."""


def held_head(unit: str, year: int = 2019, status: str = "elected", p: str | None = None) -> Held:
    return "head", unit, p, year, status


def held_deputy(unit: str, year: int = 2019, status: str = "elected", p: str | None = None) -> Held:
    return "deputy", unit, p, year, status


BOTH = [held_head(A), held_deputy(B)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"6. Bầu Cụm trưởng, Cụm phó năm 2019: 100% biểu quyết\n- Cụm trưởng: {A};\n- Cụm phó: {B}.", BOTH),
        (f"IV. Bầu cụm trưởng, cụm phó\nHội nghị nhất trí: Cụm trưởng: {A}; Cụm phó: {B}.", BOTH),
        (f"5. Nhân sự cụm năm 2019\n5.1. Cụm trưởng: {A}\n5.2. Cụm phó: {B}", BOTH),
        (
            f"Công nhận các đơn vị giữ chức Cụm trưởng, Cụm phó Cụm thi đua năm 2019:\n1. Cụm trưởng: {A}\n2. Cụm phó: {B}",
            BOTH,
        ),
        (f"- Đơn vị được bầu làm Cụm trưởng năm 2019: {A}\n- Đơn vị được bầu làm Cụm phó năm 2019: {B}", BOTH),
        (f"Kết quả bỏ phiếu bầu Cụm trưởng năm 2019:\n+ {A}: 5/5 phiếu, trúng Cụm trưởng.\n", [held_head(A)]),
        (
            f"Phần bàn giao: Cụm trưởng mới, ông Trần Văn Hòa, Chủ tịch {A}, nhận cờ.",
            [held_head(A, p="Trần Văn Hòa")],
        ),
        (f"{A} được Trung ương Hội chỉ định làm Cụm trưởng năm 2019.", [held_head(A)]),
        (f"{A} được Trung ương Hội Nông dân Việt Nam giao nhiệm vụ Cụm trưởng năm 2019.", [held_head(A)]),
        (
            f"{A} tiếp nhận nhiệm vụ Cụm trưởng 2019 từ {C}, {B} tiếp nhận nhiệm vụ Cụm phó từ chính {A}.",
            [
                held_head(A),
                held_head(C, 2018, "incumbent"),
                held_deputy(B),
                held_deputy(A, 2018, "incumbent"),
            ],
        ),
        (
            f"Ông Trần Văn Hòa, Chủ tịch {A}, thay mặt đơn vị Cụm trưởng năm 2019 phát biểu nhận nhiệm vụ.",
            [held_head(A, p="Trần Văn Hòa")],
        ),
        (
            f"Đồng chí Trần Văn Hòa - Chủ tịch {A} - Cụm trưởng Cụm thi đua số 5 chủ trì hội nghị.",
            [held_head(A, 2018, "incumbent", "Trần Văn Hòa")],
        ),
        (
            f"Chủ trì hội nghị có các đồng chí: Trần Văn Hòa, Chủ tịch {A}, Cụm trưởng; Lê Thị Mai, Phó Chủ tịch {B}, Cụm phó.",
            [
                held_head(A, 2018, "incumbent", "Trần Văn Hòa"),
                held_deputy(B, 2018, "incumbent", "Lê Thị Mai"),
            ],
        ),
        (
            f"Đồng chí Trần Văn Hòa, Cụm trưởng Cụm thi đua số 5, Chủ tịch {A} phát biểu khai mạc.",
            [held_head(A, 2018, "incumbent", "Trần Văn Hòa")],
        ),
        (
            f"Thay mặt Cụm trưởng, đồng chí Trần Văn Hòa, Chủ tịch {A} trình bày báo cáo.",
            [held_head(A, 2018, "incumbent", "Trần Văn Hòa")],
        ),
        (
            f"Chủ tịch {A} Trần Văn Hòa (Cụm trưởng) nêu khó khăn.",
            [held_head(A, 2018, "incumbent", "Trần Văn Hòa")],
        ),
        (
            f"Cụm trưởng Trần Văn Hòa, Chủ tịch {A}, kết luận hội nghị.",
            [held_head(A, 2018, "incumbent", "Trần Văn Hòa")],
        ),
        (f"Tham luận của {C}, {B}. Hội nghị đã bầu {A} giữ chức Cụm trưởng nhiệm kỳ 2019.", [held_head(A)]),
        (
            f"Nhân dịp này, hội nghị đã tiến hành bầu Cụm trưởng, Cụm phó năm 2019 và ký kết giao ước thi đua. {A} được bầu làm Cụm trưởng, {B} được bầu làm Cụm phó.",
            BOTH,
        ),
        (
            f"Hội nghị đã ký kết giao ước thi đua năm 2019 và bầu Cụm trưởng, Cụm phó: {A} làm Cụm trưởng, {B} làm Cụm phó.",
            BOTH,
        ),
        (f"Hội nghị đã thảo luận, ký giao ước thi đua năm 2019, bầu {A} làm Cụm trưởng và {B} làm Cụm phó.", BOTH),
        (
            f"Hội nghị nhất trí suy tôn {C} là đơn vị dẫn đầu, đề nghị tặng Cờ thi đua; bầu {A} làm Cụm trưởng năm 2019.",
            [held_head(A)],
        ),
        (
            f"Hội nghị bầu {A} làm Cụm trưởng năm 2019 và {B} làm Cụm phó; suy tôn {C} đề nghị tặng Cờ thi đua năm 2018.",
            BOTH,
        ),
        (f"Cụm đã thống nhất bầu {A} – Cụm trưởng; {B} – Cụm phó năm 2019.", BOTH),
        (f"Năm 2019, đơn vị giữ vai trò Cụm trưởng là {A}; Cụm phó là {B}.", BOTH),
        (f"Đơn vị đăng cai, giữ vai trò Cụm trưởng năm 2019 là {A}.", [held_head(A)]),
        (f"Bầu đơn vị Cụm trưởng, Cụm phó năm 2019: {A} (Cụm trưởng), {B} (Cụm phó).", BOTH),
        ("Bầu cụm trưởng năm 2019: Hội ND tỉnh Nghệ An; cụm phó: Hội ND Hà Tĩnh.", BOTH),
        ("Hội nghị đã bầu Hội ND tỉnh Nghệ An làm Cụm trưởng, Hội ND tỉnh Hà Tĩnh làm Phó Cụm trưởng năm 2019.", BOTH),
        (f"Tên đơn vị | Chức danh năm 2019\n{A} | Cụm trưởng\n{B} | Cụm phó", BOTH),
        (f"Chức danh | Đơn vị | Năm\nCụm trưởng | {A} | 2019\nCụm phó | {B} | 2019", BOTH),
        (f"Năm | Cụm trưởng | Cụm phó\n2019 | {A} | {B}", BOTH),
        (
            f"Hội nghị thống nhất: Cụm trưởng năm 2019 là {A} và Cụm phó năm 2019 là {B}, đồng thời giao {C} chuẩn bị hội thảo.",
            BOTH,
        ),
        (
            f"Với số phiếu tuyệt đối, {A} giữ cương vị Cụm trưởng, còn cương vị Cụm phó thuộc về {B} trong năm 2019.",
            BOTH,
        ),
        (f"Sau phần bỏ phiếu, ghế Cụm trưởng năm 2019 về tay {A}; ghế Cụm phó về tay {B}.", BOTH),
        (
            f"Cũng tại hội nghị, {C} đã bàn giao nhiệm vụ Cụm trưởng năm 2019 cho {A}.",
            [held_head(A), held_head(C, 2018, "incumbent")],
        ),
        (
            f"{C} (Cụm trưởng năm 2018) trao cờ luân lưu cho {A} (Cụm trưởng năm 2019).",
            [held_head(A), held_head(C, 2018, "incumbent")],
        ),
        (f"Hội nghị nhất trí giao nhiệm vụ Cụm trưởng Cụm thi đua số 5 năm 2019 cho {A}, Cụm phó cho {B}.", BOTH),
        (
            f"Các thành viên trong cụm thống nhất cao việc bầu {A} là Cụm trưởng; {B} là Phó Cụm trưởng nhiệm kỳ năm 2019.",
            BOTH,
        ),
        (f"Hội nghị hiệp thương cử đơn vị Cụm trưởng năm 2019 ({A}), đơn vị Cụm phó ({B}).", BOTH),
        (f"Theo kế hoạch, Cụm trưởng năm 2019 sẽ thuộc về {A}, đơn vị Cụm phó là {B}.", BOTH),
        (f"Năm tới, trách nhiệm Cụm trưởng được đặt lên vai {A}.", [held_head(A)]),
        (
            f"Hội nghị đã bầu chọn Chủ tịch {A} Trần Văn Hòa làm Cụm trưởng năm 2019.",
            [held_head(A, p="Trần Văn Hòa")],
        ),
        (
            f"Đồng chí Trần Văn Hòa, Chủ tịch {A}, được bầu làm Cụm trưởng năm 2019; đồng chí Lê Thị Mai, Chủ tịch {B}, làm Cụm phó.",
            [held_head(A, p="Trần Văn Hòa"), held_deputy(B, p="Lê Thị Mai")],
        ),
        (
            f"Bầu đ/c Trần Văn Hòa - Chủ tịch {A} làm Cụm trưởng; đ/c Lê Thị Mai - Phó Chủ tịch {B} làm Cụm phó năm 2019.",
            [held_head(A, p="Trần Văn Hòa"), held_deputy(B, p="Lê Thị Mai")],
        ),
        (f"Cụm trưởng năm 2019: đ/c Trần Văn Hòa, Chủ tịch {A}.", [held_head(A, p="Trần Văn Hòa")]),
        (
            f"Cụm trưởng năm 2019 là {A} (đồng chí Trần Văn Hòa, Chủ tịch Hội).",
            [held_head(A, p="Trần Văn Hòa")],
        ),
        (
            f"Hội nghị bầu {A} làm Cụm trưởng năm 2019. Dự kiến hội nghị ký giao ước tổ chức tại Vinh.",
            [held_head(A)],
        ),
        (f"Hội nghị nghe dự kiến khen thưởng, bầu {A} làm Cụm trưởng năm 2019.", [held_head(A)]),
        (
            f"{A} tiếp nhận nhiệm vụ Trưởng cụm thi đua 2019 từ {C}, {B} tiếp nhận nhiệm vụ Phó Trưởng cụm từ chính {A}.",
            [held_head(A), held_head(C, 2018, "incumbent"), held_deputy(B), held_deputy(A, 2018, "incumbent")],
        ),
        (
            f"{A} đảm nhận vai trò Cụm phó trong 6 tháng còn lại, đồng thời là Cụm trưởng kế tiếp của năm 2019.",
            [held_deputy(A, 2018, "elected"), held_head(A)],
        ),
        (f"Sau kiểm phiếu, Trưởng cụm công bố kết quả; {A} được bầu làm Cụm trưởng năm 2019.", [held_head(A)]),
        (f"{A} thôi làm cụm trưởng; {B} kế nhiệm.", [held_head(A, 2018, "incumbent"), held_head(B)]),
        (f"{A} hết nhiệm kỳ Cụm trưởng, {B} lên thay.", [held_head(A, 2018, "incumbent"), held_head(B)]),
        (
            f"{A} - Cụm trưởng năm 2018 - bàn giao nhiệm vụ cho {B}.",
            [held_head(A, 2018, "incumbent"), held_head(B)],
        ),
        (
            f"Lễ bàn giao Cụm trưởng giữa {A} và {B} diễn ra trang trọng.",
            [held_head(A, 2018, "incumbent"), held_head(B)],
        ),
        (f"{A} xin thôi Cụm phó.", [held_deputy(A, 2018, "incumbent")]),
        (f"Cụm nhất trí để {B} đảm nhận Cụm phó từ tháng 8/2018.", [held_deputy(B, 2018, "elected")]),
        (f"Năm 2019, Cụm do {A} làm trưởng, {B} làm phó.", [held_head(A), held_deputy(B)]),
        (f"{A} được giới thiệu để UBND tỉnh công nhận là Cụm trưởng năm 2019.", [held_head(A)]),
        (f"{A} làm Cụm trưởng một năm nữa.", [held_head(A, 2018, "incumbent"), held_head(A)]),
        (f"Ba ứng viên Cụm trưởng năm 2019 là {A}, {B} và {C}.", []),
        (f"Cụm phó là {A} (theo biên bản bầu ngày 20/12/2017).", [held_deputy(A, 2018, "incumbent")]),
    ],
)
def test_an_office_is_told_in_any_layout(sentence: str, expected: list[Held]) -> None:
    rows = [(row.role, row.unit, row.person, row.year, row.status) for row in facts(REVIEW + sentence).headships]
    assert sorted(rows, key=str) == sorted(expected, key=str)
