"""Groups of what is linked."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from warehouse.grouping import labelled


def labels(links: list[tuple[str, str]]) -> list[str | None]:
    table = pa.table(
        {name: pa.array(values, pa.string()) for name, values in zip(("node", "hub"), _columns(links), strict=True)}
    )
    return labelled(table)["label"].to_pylist()


def _columns(links: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [node for node, _ in links], [hub for _, hub in links]


def test_a_group_goes_by_its_first_hub() -> None:
    assert labels([("a", "y"), ("b", "y"), ("b", "x"), ("c", "x"), ("d", "w")]) == ["x", "x", "x", "x", "w"]


def test_a_node_and_a_hub_of_one_name_are_not_joined_by_it() -> None:
    assert labels([("a", "b"), ("b", "c")]) == ["b", "c"]


def test_nothing_has_no_groups() -> None:
    assert labels([]) == []


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("đ1Áaz"))))
def test_labels_are_what_following_the_links_gives(links: list[tuple[str, str]]) -> None:
    expected = {hub: hub for _, hub in links}
    for _ in links:
        for node, hub in links:
            near = min(expected[other] for one, other in links if one == node)
            expected[hub] = min(expected[hub], near)
    assert labels(links) == [expected[hub] for _, hub in links]
