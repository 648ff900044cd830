import pytest

from models import Pledge
from tests.extractors.reading import annotated

LEAD = (
    "Cụm thi đua số 3 họp tổng kết\n\n20/12/2015\n\nNgày 18/12/2015, tại tỉnh Hà Nam, Cụm thi đua số 3 Hội Nông dân Việt Nam "
    "tổ chức Hội nghị tổng kết công tác năm 2015.\n\n"
)
MASTHEAD = (
    "HỘI KHUYẾN HỌC VIỆT NAM                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "CỤM THI ĐUA SỐ 3                                Độc lập - Tự do - Hạnh phúc\n"
)


def pledges(text: str) -> list[Pledge]:
    return list(annotated(text, "pledges")._.pledges)


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Tại hội nghị, 9 tỉnh đã thông qua và ký kết bản Giao ước thi đua năm 2016.", 2016),
        ("Giao ước thi đua năm 2016 được 9/9 đơn vị thông qua và ký kết.", 2016),
        ("Lãnh đạo 9 đơn vị đặt bút ký vào bản giao ước thi đua “Vì an ninh Tổ quốc” năm 2016.", 2016),
        ("Các đơn vị thảo luận phương hướng và tiến hành ký kết thi đua năm 2016.", 2016),
        ("Các thành viên ký kết 10 nội dung thi đua năm 2016.", 2016),
        ("Đại diện các đơn vị ký giao ước thi đua cho năm mới.", 2016),
        ("Kết thúc hội nghị, các đơn vị ký kết giao ước thi đua.", 2016),
        ("Ngay từ đầu năm, Cụm đã tổ chức ký kết giao ước thi đua.", 2015),
        ("Các chỉ tiêu trong giao ước thi đua năm 2015 đã ký đều hoàn thành.", 2015),
        ("Các trường ký giao ước thi đua năm học 2016 - 2017.", 2016),
        ("Giao ước thi đua năm 2015 ký hồi tháng 2 được các tỉnh thực hiện tốt.", 2015),
        ("Giao ước thi đua năm 2015 (ký ngày 24/12/2014) còn 2 chỉ tiêu chưa đạt.", 2015),
        ("Các thành viên đã cụ thể hóa Giao ước thi đua năm 2015 ký từ tháng Hai thành 64 đầu việc.", 2015),
        ("Bà góp ý thẳng: giao ước ký hồi tháng 2-2015 ghi chín việc.", 2015),
        ("Chín chữ ký cũng được đặt xuống bản giao ước thi đua năm 2016.", 2016),
        ("Hồi tháng 7, giao ước thi đua năm 2015 từng phải ký bổ sung vì cụm thêm người.", 2015),
        ("Yêu cầu các đơn vị bám sát Giao ước thi đua năm 2015 đã ký ngày 08/02/2015.", 2015),
        ("Bản giao ước thi đua năm 2016 chuyền tay ký ngay trên bàn.", 2016),
        ("Tám vị hiệu trưởng đã ký giao ước thi đua năm học mới.", 2016),
        ("Các đơn vị tiến hành ký kêt giao ước thi đua năm 2016.", 2016),
        ("Căn cứ Giao ước thi đua năm 2015 đã được 07 đơn vị ký kết ngày 02/02/2015, cụm chấm điểm như sau.", 2015),
        ("Báo cáo cho thấy ngay từ quý I các đơn vị đã ký giao ước thi đua.", 2015),
    ],
)
def test_a_signed_pledge_and_its_year(sentence: str, year: int) -> None:
    (pledge,) = pledges(LEAD + sentence)
    assert (pledge.cluster, pledge.year) == ("c1", year)
    assert any(quote.quote in sentence for quote in pledge.evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Lễ ký kết giao ước thi đua năm 2016 sẽ được tổ chức vào tháng 3.",
        "Giao ước thi đua năm 2016 dự kiến ký trong quý I.",
        "Hội nghị không ký giao ước thi đua năm 2016 mà gửi văn bản để các đơn vị nghiên cứu.",
        "Các đơn vị đăng ký giao ước thi đua năm 2016 đúng hạn.",
        "Lễ ký giao ước thi đua năm 2016 của Cụm tổ chức ngày 15/02/2016.",
        "Trường đã ký giao ước thi đua năm 2016 giữa các tổ chuyên môn.",
        "Kế hoạch năm 2016: tổ chức ký giao ước thi đua.",
        "Giao ước thi đua năm 2016 của Cụm sẽ được ký tại hội nghị triển khai công tác toàn ngành.",
        "Bản giao ước thi đua năm 2016 để lại các đơn vị góp ý, chưa ký.",
        "Lễ ký giao ước thi đua năm 2016 được dời lại, chờ bộ tiêu chí mới.",
        "Hội nghị ký giao ước năm 2016 tổ chức ngay sau khi UBND tỉnh ban hành hướng dẫn.",
        "Cụm trưởng chủ trì việc ký giao ước thi đua vào đầu năm, sơ kết giữa năm.",
    ],
)
def test_what_is_not_signed_is_no_pledge(sentence: str) -> None:
    assert not pledges(LEAD + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Đại diện các cụm, khối ký kết giao ước thi đua năm 2016.",
        "Trước sự chứng kiến của đại biểu, lãnh đạo 2 cụm ký giao ước thi đua năm 2016.",
        "Cụm thi đua số 3 và Cụm thi đua số 5 lần lượt tổ chức lễ ký kết giao ước thi đua năm 2016.",
    ],
)
def test_clusters_that_sign_together(sentence: str) -> None:
    other = "Cụm thi đua số 5 Hội Nông dân Việt Nam cũng tổng kết năm 2015 cùng ngày.\n\n"
    assert [(pledge.cluster, pledge.year) for pledge in pledges(LEAD + other + sentence)] == [
        ("c1", 2016),
        ("c2", 2016),
    ]


def test_one_pledge_a_cluster_and_year() -> None:
    (pledge,) = pledges(
        LEAD + "Các đơn vị ký giao ước thi đua năm 2016.\n\nẢnh: Đại diện các đơn vị ký giao ước thi đua năm 2016."
    )
    assert pledge.year == 2016
    assert len(pledge.evidence) == 2


def test_a_report_tells_of_a_past_pledge_and_plans_none() -> None:
    found = pledges(
        MASTHEAD + "Số: 08/BC-CTĐ                               Hà Nam, ngày 10 tháng 01 năm 2016\n\n"
        "BÁO CÁO\nTổng kết công tác thi đua năm 2015\n\n"
        "1. Ngày 10/3/2015, Cụm tổ chức hội nghị ký kết giao ước thi đua năm 2015.\n"
        "2. Tổ chức ký kết giao ước thi đua năm 2016.\n"
    )
    assert [pledge.year for pledge in found] == [2015]


def test_a_decision_that_orders_a_signing_has_no_pledge() -> None:
    assert not pledges(
        MASTHEAD + "Số: 12/QĐ-HKH                           Hà Nội, ngày 20 tháng 02 năm 2016\n\n"
        "QUYẾT ĐỊNH\nVề việc phân công Cụm trưởng Cụm thi đua số 3 năm 2016\n\n"
        "Điều 1. Cụm trưởng Cụm thi đua số 3 tổ chức ký kết giao ước thi đua năm 2016 trong quý I.\n"
    )


def test_a_teaser_pledges_for_its_own_cluster() -> None:
    found = pledges(
        LEAD
        + "Tin liên quan:\nKhối thi đua số 9 ký kết giao ước thi đua năm 2016\nCụm thi đua số 4 có Cụm trưởng mới\n"
    )
    assert len(found) == 1
    assert found[0].year == 2016
    assert found[0].cluster != "c1"


def test_a_pledge_that_is_put_off_is_none() -> None:
    assert not pledges(LEAD + "Hội nghị ký giao ước năm 2016 hẹn ra giêng.")


def test_a_report_lists_the_day_of_the_signing() -> None:
    text = (
        f"{MASTHEAD}Số: 05/BC-CTĐ                    Hà Nam, ngày 20 tháng 12 năm 2015\n\nBÁO CÁO\nTổng kết Cụm thi đua số 3 năm 2015\n\n"
        "Cụm thi đua số 3 gồm 5 đơn vị: Hội Khuyến học các tỉnh Hà Nam, Nam Định, Ninh Bình, Thái Bình, Hưng Yên.\n\n"
        "a) Ngày 02/02/2015 tại Nam Định: ký giao ước thi đua và thông qua quy chế hoạt động.\n"
    )
    assert [pledge.year for pledge in pledges(text)] == [2015]
