"""Groups of what is linked."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from warehouse.grouping import grouped

Links = list[tuple[int, int]]


def groups(links: Links) -> dict[int, int]:
    """The first node of the group of each node."""
    columns = {
        name: pa.array(numbers, pa.int64()) for name, numbers in (("node", _nodes(links)), ("hub", _hubs(links)))
    }
    found = grouped(pa.table(columns)).to_pydict()
    of_node = dict(zip(found["node"], found["group"], strict=True))
    assert len(of_node) == len(found["node"])
    return {node: min(other for other in of_node if of_node[other] == of_node[node]) for node in of_node}


def _nodes(links: Links) -> list[int]:
    return [node for node, _ in links]


def _hubs(links: Links) -> list[int]:
    return [hub for _, hub in links]


def test_nodes_are_joined_by_hubs_and_hubs_by_nodes() -> None:
    assert groups([(1, 20), (2, 20), (2, 30), (3, 30), (4, 40)]) == {1: 1, 2: 1, 3: 1, 4: 4}


def test_a_node_and_a_hub_of_one_number_are_not_joined_by_it() -> None:
    assert groups([(1, 2), (2, 3)]) == {1: 1, 2: 2}


def test_nothing_has_no_groups() -> None:
    assert groups([]) == {}


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7) | st.just(2**63 - 1))))
def test_groups_are_what_following_the_links_gives(links: Links) -> None:
    expected = {node: node for node in _nodes(links)}
    for _ in links:
        for node, hub in links:
            expected[node] = min(expected[other] for other, its_hub in links if its_hub == hub or other == node)
    assert groups(links) == expected
