"""Short forms of members' names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.short_names import full_name, is_short_for


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hội ND tỉnh Kon Tum", "Hội Nông dân tỉnh Kon Tum"),
        ("BV Da liễu", "Bệnh viện Da liễu"),
        ("H.đoàn Văn Giang", "Huyện đoàn Văn Giang"),
        ("TH Sơn Đông", "Tiểu học Sơn Đông"),
        ("K.Hoà", "Chi cục Kiểm lâm Khánh Hòa"),
        ("Chi cục QLTT Quảng Bình", "Chi cục Quản lý thị trường tỉnh Quảng Bình"),
        ("Sở TNMT", "Sở Tài nguyên và Môi trường"),
        ("Bệnh viện Mắt", "Bệnh viện Mắt Cần Thơ"),
        ("VNPT", "VNPT Bắc Kạn"),
    ],
)
def test_short_forms(short: str, full: str) -> None:
    assert is_short_for(short, full)
    assert not is_short_for(full, short)
    assert full_name(short, [full, "Văn phòng HĐND tỉnh"]) == full


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Hà Nam"),
        ("Trường Đại học Sư phạm", "Trường Đại học Sư phạm Kỹ thuật"),
        ("Đài Khí tượng tỉnh Hà Nam", "Văn phòng Đài Khí tượng tỉnh Hà Nam"),
        ("Tỉnh Hội", "Tỉnh Hội Bình Dương"),
        ("Sở Y tế", "Sở Tư pháp"),
        ("", "Sở Y tế"),
    ],
)
def test_other_units(name: str, other: str) -> None:
    assert not is_short_for(name, other)


def test_what_may_be_two_members_stays() -> None:
    members = ["Bệnh viện Mắt Cần Thơ", "Bệnh viện Mắt Hà Giang"]
    assert full_name("Bệnh viện Mắt", members) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_names_are_compared(short: str, full: str) -> None:
    assert is_short_for(short, full) in {True, False}
