"""Canonical keys: one key for one thing however it is written, and no guess where the name does not tell."""

import doctest
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import keys
from models.keys import (
    award_level,
    cluster_candidates,
    full_unit_key,
    is_open,
    office_held,
    open_cluster_key,
    person_candidates,
    province_of_unit,
    province_on,
    public_id,
    system_key,
    unit_candidates,
    unit_completions,
)
from models.lexicons import Organisation, organisations
from models.names import fold_name
from models.places import provinces

PLACED = [
    organisation
    for organisation in organisations()
    if organisation.complement == "place" and not organisation.name.endswith(("tỉnh", "huyện", "thành phố"))
]
PROVINCES = sorted({place.name for place in provinces() if place.kind == "tỉnh" and place.in_force(date(2025, 6, 30))})
NAMES = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{} {} {}".format,
        st.sampled_from([form for each in PLACED for form in (each.name, *each.abbreviations)]),
        st.sampled_from(["tỉnh", "T.P", "huyện", "xã", ""]),
        st.sampled_from([*PROVINCES, "Con Cuông", ""]),
    ),
)
PLACES = st.lists(st.sampled_from([*PROVINCES, "Con Cuông", "Thành Thọ", "nowhere"]), max_size=4).map(tuple)


def test_the_examples() -> None:
    assert doctest.testmod(keys).failed == 0


@settings(deadline=None)
@given(st.sampled_from(PLACED), st.sampled_from(PROVINCES))
def test_a_unit_has_one_key_in_every_spelling_of_its_head(organisation: Organisation, province: str) -> None:
    known = {
        form
        for form in (organisation.name, *organisation.abbreviations)
        if full_unit_key(form) == full_unit_key(organisation.name)
    }
    written = {f"{form} {level}{province}" for form in known for level in ("", "tỉnh ", "TỈNH ")}
    assert len({unit_candidates(name) for name in written}) == 1


@settings(deadline=None)
@given(NAMES, PLACES)
def test_candidates_are_closed_distinct_and_as_many_as_the_context_allows(name: str, places: tuple[str, ...]) -> None:
    found = unit_candidates(name, places)
    assert len(set(found)) == len(found)
    assert not any(is_open(key) for key in found)
    if is_open(full_unit_key(name)):
        assert unit_candidates(name) == ()
    else:
        assert all(key == full_unit_key(name) or key.startswith(f"{full_unit_key(name)} ") for key in found)


@settings(deadline=None)
@given(NAMES, PLACES)
def test_the_order_of_the_context_orders_the_candidates_and_does_no_more(name: str, places: tuple[str, ...]) -> None:
    assert {frozenset(unit_candidates(name, order)) for order in permutations(places)} == {
        frozenset(unit_candidates(name, places))
    }


@settings(deadline=None)
@given(NAMES)
def test_a_key_is_made_of_folded_words_so_that_parts_can_be_told(name: str) -> None:
    key = full_unit_key(name)
    assert "/" not in key and "@" not in key
    assert key == " ".join(fold_name(key))


@settings(deadline=None)
@given(NAMES, st.sampled_from(["unit", "cluster"]))
def test_public_ids_are_the_same_for_the_same_key(name: str, kind: str) -> None:
    assert public_id(kind, name) == public_id(kind, name) != public_id(kind, name + "x")
    assert public_id(kind, name).isascii()


@pytest.mark.parametrize(
    ("open_name", "place", "closed_name"),
    [
        ("Bộ CHQS tỉnh", "Kon Tum", "Bộ Chỉ huy Quân sự tỉnh Kon Tum"),
        ("Công đoàn Viên chức tỉnh", "Thanh Hoá", "CĐVC tỉnh Thanh Hóa"),
        ("Huyện ủy", "Con Cuông", "Huyện ủy Con Cuông"),
        ("Tỉnh đoàn", "Đồng Tháp", "Tỉnh đoàn Đồng Tháp"),
        ("Sở Nội vụ", "Gia Lai", "Sở Nội vụ tỉnh Gia Lai"),
        ("Ban CHQS huyện", "Con Cuông", "Ban CHQS huyện Con Cuông"),
        ("UBND thành phố", "Hải Phòng", "UBND TP. Hải Phòng"),
    ],
)
def test_an_open_name_is_completed_by_a_place_of_its_level(open_name: str, place: str, closed_name: str) -> None:
    assert unit_candidates(open_name) == ()
    assert unit_candidates(open_name, (place,)) == unit_candidates(closed_name) != ()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ban CHQS huyện", "Kon Tum"),
        ("Công an tỉnh", "Con Cuông"),
        ("Trung ương Hội", "Kon Tum"),
        ("Công an tỉnh", "Không Đâu"),
    ],
)
def test_a_place_of_another_level_completes_nothing(name: str, place: str) -> None:
    assert unit_candidates(name, (place,)) == ()


@pytest.mark.parametrize(
    ("name", "places", "completed"),
    [
        # One in the country: what is above it goes into the key, and the name needs no more words.
        ("huyện Con Cuông", (), (("huyện con cuông nghệ an", "huyện Con Cuông"),)),
        ("huyện Con Cuông, tỉnh Nghệ An", (), (("huyện con cuông nghệ an", "huyện Con Cuông, tỉnh Nghệ An"),)),
        ("quận 1", (), (("quận 1 hồ chí minh", "quận 1"),)),
        # Several: the context says which, or nothing does.
        ("UBND huyện Châu Thành", (), ()),
        (
            "UBND huyện Châu Thành",
            ("Hà Nam", "tỉnh Bến Tre"),
            (("ủy ban nhân dân huyện châu thành bến tre", "UBND huyện Châu Thành, tỉnh Bến Tre"),),
        ),
        (
            "phường 5",
            ("quận 3",),
            (("phường 5 quận 3 hồ chí minh", "phường 5, quận 3, thành phố Hồ Chí Minh"),),
        ),
        # Of a province, and of no commune that is called like it.
        ("Liên minh HTX tỉnh Quảng Ninh", (), (("liên minh hợp tác xã quảng ninh", "Liên minh HTX tỉnh Quảng Ninh"),)),
        ("LĐLĐ thị xã Thái Hòa", (), (("liên đoàn lao động thị xã thái hòa nghệ an", "LĐLĐ thị xã Thái Hòa"),)),
        # An open name that waits for a district, which lies in a province.
        ("Công an huyện", ("Sa Thầy",), (("công an huyện sa thầy kon tum", "Công an huyện Sa Thầy"),)),
    ],
)
def test_districts_and_communes_are_told_by_what_is_above_them(
    name: str, places: tuple[str, ...], completed: tuple[tuple[str, str], ...]
) -> None:
    assert unit_completions(name, places) == completed


def test_the_day_tells_communes_before_the_merger_from_those_after() -> None:
    assert len(unit_candidates("phường Kinh Bắc", ("Bắc Ninh",))) == 2
    assert unit_candidates("phường Kinh Bắc", ("Bắc Ninh",), date(2025, 7, 1)) == ("phường kinh bắc bắc ninh",)
    assert unit_candidates("phường Kinh Bắc", ("Bắc Ninh",), date(2025, 6, 30)) == (
        "phường kinh bắc thành phố bắc ninh bắc ninh",
    )


def test_two_places_are_two_candidates() -> None:
    assert unit_candidates("Công an tỉnh", ("Gia Lai", "Kon Tum")) == ("công an gia lai", "công an kon tum")


@pytest.mark.parametrize(
    ("system", "key"),
    [
        ("Trung ương Hội CTĐ Việt Nam", "hội chữ thập đỏ việt nam"),
        ("Ban Thường vụ Trung ương Hội Chữ thập đỏ Việt Nam", "hội chữ thập đỏ việt nam"),
        ("TANDTC", "tòa án nhân dân tối cao"),
        ("Trung ương Đoàn", "đoàn thanh niên cộng sản hồ chí minh"),
        ("tỉnh Kon Tum", "kon tum"),
        ("Trung ương Hội", None),
        ("BHXH tỉnh", None),
        ("Hội Nông dân", None),
    ],
)
def test_systems(system: str, key: str | None) -> None:
    assert system_key(system) == key


def test_clusters_of_one_number_are_told_apart_by_their_system() -> None:
    red_cross = cluster_candidates("cum", "VII", "Hội CTĐ Việt Nam", "Cụm thi đua số VII")
    assert red_cross == cluster_candidates("cum", "07", "Trung ương Hội Chữ thập đỏ Việt Nam", "Cụm 7")
    assert red_cross != cluster_candidates("cum", "7", "Hội CCB Việt Nam", "Cụm 7")
    assert red_cross != cluster_candidates("khoi", "7", "Hội CTĐ Việt Nam", "Khối 7")
    assert cluster_candidates("cum", "7", "BHXH tỉnh", "Cụm 7") == ()
    assert cluster_candidates("cum", "7", "BHXH tỉnh", "Cụm 7", ("Hà Nam", "Thái Bình")) == (
        "cum/7/bảo hiểm xã hội hà nam/",
        "cum/7/bảo hiểm xã hội thái bình/",
    )
    assert open_cluster_key("cum", None, "Cụm thi đua các tỉnh Tây Nguyên") == "cum///tây nguyên"


@pytest.mark.parametrize(
    ("title", "office", "unit", "identifies"),
    [
        ("Chủ tịch Hội CCB tỉnh Quảng Ninh", "Chủ tịch", "Hội CCB tỉnh Quảng Ninh", True),
        ("PHÓ CHỦ TỊCH UBND TỈNH HẢI DƯƠNG", "PHÓ CHỦ TỊCH", "UBND TỈNH HẢI DƯƠNG", True),
        ("Phó Bí thư Thường trực Tỉnh ủy Khánh Hòa", "Phó Bí thư Thường trực", "Tỉnh ủy Khánh Hòa", True),
        ("Trưởng ban Ban Quản lý các KCN tỉnh Bình Dương", "Trưởng ban", "Ban Quản lý các KCN tỉnh Bình Dương", True),
        ("Chánh Thanh tra tỉnh Vĩnh Phúc", "Chánh", "Thanh tra tỉnh Vĩnh Phúc", True),
        ("Ủy viên BCH T.Ư Hội", "Ủy viên", "BCH T.Ư Hội", False),
        ("Phó Chủ tịch", "Phó Chủ tịch", None, True),
        ("Thủ tướng Chính phủ", "Thủ tướng", "Chính phủ", True),
        ("người quen", "người quen", None, False),
        ("", "", None, False),
    ],
)
def test_titles_are_taken_apart(title: str, office: str, unit: str | None, identifies: bool) -> None:
    held = office_held(title)
    assert (held.office, held.unit, held.identifies) == (office, unit, identifies)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_title_keeps_its_words(title: str) -> None:
    held = office_held(title)
    written = " ".join(title.split())
    assert held.office in written
    assert held.unit is None or (held.unit and held.unit in written)


def test_people_of_one_name_are_told_apart_by_what_they_lead() -> None:
    assert person_candidates("lê văn a", ["b", "a", "b"]) == ("lê văn a@a", "lê văn a@b")
    assert person_candidates("lê văn a", []) == ()


@pytest.mark.parametrize(
    ("authority", "award", "name", "level"),
    [
        ("Thủ tướng Chính phủ", "merit_certificate", "Bằng khen", "state"),
        (None, "order", "Huân chương Lao động", "state"),
        (None, "emulation_flag", "Cờ thi đua của Chính phủ", "state"),
        ("Bộ Công an", "emulation_flag", "Cờ", "national"),
        ("Thanh tra Chính phủ", "emulation_flag", "Cờ", "national"),
        ("Hội CCB Việt Nam", "merit_certificate", "Bằng khen", "national"),
        ("Chủ tịch UBND thành phố Hải Phòng", "merit_certificate", "Bằng khen", "province"),
        ("Bộ Chỉ huy quân sự tỉnh", "merit_certificate", "Bằng khen", "province"),
        ("UBND huyện Con Cuông", "commendation", "Giấy khen", "district"),
        ("UBND xã Thành Thọ", "commendation", "Giấy khen", "commune"),
        ("Cụm thi đua số 3", "placing", "Nhất", "cluster"),
        (None, "placing", "Nhất", None),
    ],
)
def test_levels_of_awards(authority: str | None, award: str, name: str, level: str | None) -> None:
    assert award_level(authority, award, name) == level


def test_provinces_of_units_and_days() -> None:
    place = province_of_unit("hội cựu chiến binh tuyên quang")
    assert place is not None and place.key == "08/2025", "the latest of its periods"
    assert province_of_unit("bộ nội vụ") is None
    before, after = province_on("Tuyên Quang", date(2025, 6, 30)), province_on("tỉnh Tuyên Quang", date(2025, 7, 1))
    assert before is not None and after is not None
    assert (before.key, after.key) == ("08", "08/2025")
