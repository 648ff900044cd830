import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.member_index import MemberIndex
from extractors.units import Unit
from models.names import units_agree

NAMES = st.lists(
    st.sampled_from(
        ["Hội", "CCB", "Sở", "Y", "tế", "tỉnh", "T.P", "Hà", "Giang", "Nam", "UBND", "huyện", "Việt", "các", "của", "&"]
    ),
    max_size=5,
).map(" ".join)


def unit(name: str, place: str | None = None) -> Unit:
    return Unit(0, 1, name, place, "mass_organisation", "", None)


@given(st.dictionaries(st.sampled_from(["c1", "c2"]), st.lists(NAMES, max_size=6)), NAMES)
def test_no_member_that_agrees_is_overlooked(named: dict[str, list[str]], name: str) -> None:
    members = {cluster: [unit(each) for each in names] for cluster, names in named.items()}
    found = MemberIndex(members).agreeing(name)
    expected = {cluster: [each for each in units if units_agree(each.name, name)] for cluster, units in members.items()}
    assert found == {cluster: units for cluster, units in expected.items() if units}


def test_members_that_come_later_are_found() -> None:
    members = {"c1": [unit("Sở Y tế")]}
    index = MemberIndex(members)
    assert index.agreeing("Sở Tư pháp") == {}
    members["c1"].append(unit("Sở Tư pháp"))
    members["c2"] = [unit("Sở Tư pháp")]
    assert list(index.agreeing("Sở Tư pháp")) == ["c1", "c2"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Hà Giang", 1), ("tỉnh Hà Giang", 1), ("Sở Y tế Hà Giang", 0), ("Giang", 0), ("Yên Bái", 0)],
)
def test_the_members_of_a_bare_place(name: str, expected: int) -> None:
    members = {"c1": [unit("Hội CCB tỉnh Hà Giang", "Hà Giang"), unit("Sở Y tế")]}
    assert len(MemberIndex(members).of_place(name).get("c1", [])) == expected


def test_members_that_begin_with_a_letter_whatever_its_marks() -> None:
    members = {"c1": [unit("Đoàn Thanh niên"), unit("Sở Y tế"), unit("“Đảng ủy”")]}
    assert [each.name for each in MemberIndex(members).beginning_like("dTN")] == ["Đoàn Thanh niên"]
