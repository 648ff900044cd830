"""Mappings outside of memory."""

from collections.abc import Iterator
from threading import Thread

import pytest

from warehouse.inventory import OnDisk
from warehouse.loading import FileState


def test_it_is_a_mapping() -> None:
    pairs = {("a'b", FileState(1, 2)): "x", ("a'b", FileState(1, 3)): "y", ("Đ\\udc80", FileState(0, 0)): "z"}
    made = OnDisk(pairs.items())
    assert made == pairs
    assert len(made) == 3
    assert made.get(("a'b", FileState(1, 3))) == "y"
    assert made.get(("a'b", FileState(2, 3))) is None
    with pytest.raises(KeyError):
        made["none", FileState(0, 0)]


def test_the_last_of_equal_keys_counts() -> None:
    assert OnDisk([("a", 1), ("b", 2), ("a", 3)]) == {"a": 3, "b": 2}


def test_nothing_is_a_mapping_too() -> None:
    assert not OnDisk([])


def test_pairs_are_taken_one_by_one_and_found_from_another_thread() -> None:
    def pairs() -> Iterator[tuple[str, int]]:
        yield from ((f"{n:05}", n) for n in range(5_000))

    made = OnDisk(pairs())
    found: list[int | None] = []
    thread = Thread(target=lambda: found.append(made.get("04999")))
    thread.start()
    thread.join()
    assert found == [4_999]
    assert [*made][:2] == ["00000", "00001"]
    assert len([*made]) == 5_000
