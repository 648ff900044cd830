"""Mappings that are looked up and not held in memory."""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_ROWS_AT_ONCE = 1_000


class OnDisk(Mapping[Key, Value]):
    """A mapping in a temporary file of its own, which is gone with the object; the last of equal keys counts.

    It is for keys of text and numbers, whose ``repr`` tells them apart. It may be used in one thread after the other.
    """

    def __init__(self, pairs: Iterable[tuple[Key, Value]]) -> None:
        # SQLite gives a nameless database a file that it deletes, and some 2 MB of memory.
        self._connection = sqlite3.connect("", check_same_thread=False)
        self._connection.execute("CREATE TABLE pairs (key TEXT PRIMARY KEY, pair BLOB) WITHOUT ROWID")
        rows = ((_text(key), pickle.dumps((key, value))) for key, value in pairs)
        self._connection.executemany("INSERT OR REPLACE INTO pairs VALUES (?, ?)", rows)
        ((size,),) = self._connection.execute("SELECT count(*) FROM pairs")
        self._size = int(size)

    def __getitem__(self, key: Key) -> Value:
        rows = self._connection.execute("SELECT pair FROM pairs WHERE key = ?", (_text(key),)).fetchall()
        if not rows:
            raise KeyError(key)
        value: Value = pickle.loads(rows[0][0])[1]
        return value

    def __iter__(self) -> Iterator[Key]:
        cursor = self._connection.execute("SELECT pair FROM pairs ORDER BY key")
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield from (pickle.loads(pair)[0] for (pair,) in rows)

    def __len__(self) -> int:
        return self._size

    def __del__(self) -> None:
        self._connection.close()


def _text(key: Any) -> str:
    return repr(key)
