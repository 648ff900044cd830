"""The gazetteer: counts, periods, names as writers write them, and what became of a place."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from models.names import fold_quote
from models.places import (
    LEVELS,
    Level,
    Place,
    communes,
    districts,
    fold_place_name,
    kinds,
    parent_of,
    place_candidates,
    place_with_key,
    places,
    province_named,
    province_of,
    provinces,
    successors_of,
)

DATA = Path(models.__file__).parent / "data"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
FORMER = {
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương",
    "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông",
    "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
    "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận",
    "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La",
    "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Tiền Giang", "Trà Vinh", "Tuyên Quang", "Vĩnh Long",
    "Vĩnh Phúc", "Yên Bái",
}  # fmt: skip
CURRENT = {
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
    "Đồng Tháp", "Gia Lai", "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh",
    "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Tuyên Quang", "Vĩnh Long",
}  # fmt: skip


def in_force(level: Level, on: date) -> list[Place]:
    return [place for place in places(level) if place.in_force(on)]


def names(found: list[Place] | tuple[Place, ...]) -> list[str]:
    return [place.full_name for place in found]


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(1996, 12, 31), 53),
        (date(1998, 1, 1), 61),
        (date(2003, 12, 31), 61),
        (date(2004, 1, 1), 64),
        (date(2008, 7, 31), 64),
        (date(2008, 8, 1), 63),
        (BEFORE, 63),
        (AFTER, 34),
    ],
)
def test_number_of_provinces(on: date, count: int) -> None:
    assert len(in_force("province", on)) == count


def test_names_of_provinces() -> None:
    assert {place.name for place in in_force("province", BEFORE)} == FORMER
    assert {place.name for place in in_force("province", AFTER)} == CURRENT
    assert len(FORMER) == 63
    assert len(CURRENT) == 34


def test_central_cities() -> None:
    cities = {place.name for place in in_force("province", AFTER) if place.kind == "thành phố"}
    assert cities == {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}
    before = {place.name for place in in_force("province", date(2024, 12, 31)) if place.kind == "thành phố"}
    assert before == cities - {"Huế"}


def test_numbers_of_districts_and_communes() -> None:
    assert len(in_force("district", BEFORE)) == 696
    assert in_force("district", AFTER) == []
    assert len(in_force("commune", date(2020, 1, 15))) == 10_767
    assert len(in_force("commune", BEFORE)) == 10_051
    now = in_force("commune", AFTER)
    assert {kind: sum(place.kind == kind for place in now) for kind in ("xã", "phường", "đặc khu")} == {
        "xã": 2621,
        "phường": 687,
        "đặc khu": 13,
    }
    assert len(now) == 3321


@pytest.mark.parametrize("level", LEVELS)
def test_rows_are_sorted_unique_and_clean(level: Level) -> None:
    rows = places(level)
    assert [(row.code, row.valid_from or date.min) for row in rows] == sorted(
        (row.code, row.valid_from or date.min) for row in rows
    )
    assert len({row.key for row in rows}) == len(rows)
    keys = {row.key for row in rows}
    for row in rows:
        assert row.name == unicodedata.normalize("NFC", " ".join(row.name.split()))
        assert fold_quote(row.name) == row.name.casefold(), "tone marks are placed the new way"
        assert list(row.aliases) == sorted(set(row.aliases))
        assert row.name not in row.aliases
        assert keys.issuperset(row.successors)
        assert row.key not in row.successors
        if row.valid_from and row.valid_to:
            assert row.valid_from <= row.valid_to


@pytest.mark.parametrize("level", LEVELS)
def test_periods_of_one_code_follow_each_other(level: Level) -> None:
    last: dict[str, Place] = {}
    for row in places(level):
        before = last.get(row.code)
        if before is not None:
            assert before.valid_to is not None
            assert row.valid_from is not None
            # Windows of the sources may overlap, exact periods may not.
            assert level == "commune" or before.valid_to < row.valid_from
        last[row.code] = row


def test_parents() -> None:
    province_codes = {row.code for row in provinces()}
    district_codes = {row.code for row in districts()}
    assert all(row.parent is None for row in provinces())
    assert {row.parent for row in districts()} <= province_codes
    assert {row.parent for row in communes()} <= province_codes | district_codes
    for row in in_force("commune", BEFORE):
        above = parent_of(row, BEFORE)
        assert above is not None and above.level == "district" and above.in_force(BEFORE)
    for row in in_force("commune", AFTER):
        above = parent_of(row, AFTER)
        assert above is not None and above.level == "province" and above.in_force(AFTER)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hòa Bình", "Hòa Bình"),
        ("tỉnh Hoà Bình", "Hòa Bình"),
        ("KHÁNH HOÀ", "Khánh Hòa"),
        ("T.T. Huế", "Thừa Thiên Huế"),
        ("TT Huế", "Thừa Thiên Huế"),
        ("TT-Huế", "Thừa Thiên Huế"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Thừa Thiên – Huế", "Thừa Thiên Huế"),
        ("Huế", "Thừa Thiên Huế"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TPHCM", "Hồ Chí Minh"),
        ("Tp. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("T.P Hải Phòng", "Hải Phòng"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("DakLak", "Đắk Lắk"),
        ("Đăk Nông", "Đắk Nông"),
        ("Kontum", "Kon Tum"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Hà Tây", "Hà Tây"),
    ],
)
def test_provinces_as_writers_write_them(written: str, name: str) -> None:
    place = province_named(written, date(2008, 7, 1))
    assert place is not None
    assert place.name == name
    decomposed = province_named(unicodedata.normalize("NFD", written), date(2008, 7, 1))
    assert decomposed == place


def test_a_name_means_the_province_of_its_time() -> None:
    assert [province_named("Lào Cai", on) for on in (BEFORE, AFTER)] == [
        place_with_key("10"),
        place_with_key("15/2025"),
    ]
    assert province_named("Lào Cai") == place_with_key("15/2025")
    assert province_named("Cần Thơ", date(2003, 6, 1)) == place_with_key("92")
    assert province_named("thành phố Cần Thơ", date(2003, 6, 1)) is None
    assert province_named("Hà Tây", date(2020, 1, 1)) == place_with_key("28"), "ended names stay in use"
    assert province_named("thành phố Huế", date(2010, 1, 1)) is None, "then the city was a district"


def test_what_is_no_province() -> None:
    for written in ("", "  ", "tỉnh", "Ba Vì", "thành phố Bắc Ninh", "các tỉnh", "79"):
        assert province_named(written) is None


@pytest.mark.parametrize(
    ("written", "on", "expected"),
    [
        ("huyện Ba Vì", date(2010, 1, 1), ["271/2008"]),
        ("Huyện Ba Vì", date(2007, 1, 1), ["271"]),
        ("TP. Vinh", None, ["412"]),
        ("TP Vinh", AFTER, []),
        ("Quận 1", None, ["760"]),
        ("Quận 01", date(2019, 1, 1), ["760"]),
        ("Q.9", date(2019, 1, 1), ["763"]),
        ("Q.9", date(2022, 1, 1), []),
        ("TP Thủ Đức", date(2022, 1, 1), ["769/2021"]),
        ("Từ Liêm", date(2010, 1, 1), ["x01"]),
        ("TX. Sơn Tây", date(2007, 1, 1), ["269"]),
        ("Hà Đông", date(2005, 1, 1), ["x03"]),
        ("thành phố Huế", date(2010, 1, 1), ["474"]),
        ("thành phố Huế", AFTER, ["46/2025"]),
        ("Đăk R’Lấp", BEFORE, ["666/2004"]),
        ("Qui Nhơn", BEFORE, ["540"]),
        ("9", None, []),
    ],
)
def test_candidates_above_communes(written: str, on: date | None, expected: list[str]) -> None:
    found = place_candidates(written, on, levels=("province", "district"))
    assert [place.key for place in found] == expected


def test_candidates_come_highest_level_first() -> None:
    found = place_candidates("Điện Biên", date(2015, 1, 1))
    assert [place.level for place in found] == sorted((place.level for place in found), key=LEVELS.index)
    assert {"tỉnh Điện Biên", "huyện Điện Biên", "phường Điện Biên"} <= set(names(found))


def test_candidates_among_communes() -> None:
    on = date(2026, 1, 1)
    found = place_candidates("đặc khu Phú Quốc", on)
    assert [(place.full_name, province_of(place, on).name) for place in found] == [("đặc khu Phú Quốc", "An Giang")]
    assert all(place.kind == "thị trấn" for place in place_candidates("TT. Vĩnh Tường", BEFORE))
    assert place_candidates("TT. Vĩnh Tường", BEFORE)


def test_every_province_of_june_2025_has_one_successor() -> None:
    heirs = {place.name: successors_of(place, AFTER) for place in in_force("province", BEFORE)}
    assert heirs.keys() == FORMER
    assert all(len(found) == 1 and found[0].in_force(AFTER) for found in heirs.values())
    assert {found[0].name for found in heirs.values()} == CURRENT
    unchanged = {name for name, (heir,) in heirs.items() if heir.in_force(BEFORE)}
    assert len(unchanged) == 11


@pytest.mark.parametrize(
    ("key", "on", "heirs"),
    [
        ("02", AFTER, ["tỉnh Tuyên Quang"]),
        ("28", BEFORE, ["thành phố Hà Nội"]),
        ("x2", BEFORE, ["tỉnh Bắc Giang", "tỉnh Bắc Ninh"]),
        ("x2", AFTER, ["tỉnh Bắc Ninh"]),
        ("66", date(2005, 1, 1), ["tỉnh Đắk Lắk", "tỉnh Đắk Nông"]),
        ("66", AFTER, ["tỉnh Đắk Lắk", "tỉnh Lâm Đồng"]),
        ("46", AFTER, ["thành phố Huế"]),
        ("01", AFTER, ["thành phố Hà Nội"]),
        ("67/2004", date(2000, 1, 1), []),
        ("763", date(2022, 1, 1), ["thành phố Thủ Đức"]),
    ],
)
def test_successors(key: str, on: date, heirs: list[str]) -> None:
    place = place_with_key(key)
    assert place is not None
    assert names(successors_of(place, on)) == heirs


def test_successors_of_communes() -> None:
    before = in_force("commune", BEFORE)
    known = [place for place in before if place.successors]
    assert len(known) / len(before) > 0.98
    lost = {place.name for place in known if not all(heir.in_force(AFTER) for heir in successors_of(place))}
    assert not lost
    # A commune's successor lies in the province that succeeded its own.
    for place in known:
        province = successors_of(province_of(place, BEFORE), AFTER)
        assert {province_of(heir, AFTER) for heir in successors_of(place)} <= set(province)


def test_place_with_unknown_key() -> None:
    assert place_with_key("99999") is None


def test_kinds_cover_the_gazetteer() -> None:
    assert {row.kind for level in LEVELS for row in places(level)} == set(kinds().values())


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    folded = fold_place_name(text)
    assert folded == " ".join(folded.split())
    for place in place_candidates(text, levels=("province", "district")):
        assert any(folded.endswith(fold_place_name(name)) for name in (place.name, *place.aliases))
    province_named(text, BEFORE)


@given(st.sampled_from(sorted(FORMER)), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_does_not_matter(name: str, change: object) -> None:
    assert callable(change)
    assert province_named(change(name), BEFORE) == province_named(name, BEFORE)


def test_files_are_small_and_plain() -> None:
    total = 0
    for path in sorted(DATA.glob("places.*.tsv")):
        content = path.read_bytes()
        total += len(content)
        assert b"\r" not in content
        assert b'"' not in content
        widths = {len(row) for row in csv.reader(content.decode().splitlines(), delimiter="\t")}
        assert widths == {8}
    assert total < 1_500_000
