"""Write docs/data-dictionary.md: every table and view of the warehouse, from the comments in its migrations.

``python -m tools.data_dictionary`` writes the file anew.
"""

import sys
import tempfile
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from warehouse import load_batch, run_query

TARGET = Path(__file__).parents[1] / "docs" / "data-dictionary.md"

_RELATIONS = """
SELECT table_name AS name, 'table' AS kind, comment FROM duckdb_tables() WHERE NOT internal
UNION ALL SELECT view_name, 'view', comment FROM duckdb_views() WHERE NOT internal
"""
_COLUMNS = """
SELECT table_name, column_name, data_type, NOT is_nullable AS required, comment
FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index
"""
_KEYS = """
SELECT table_name, unnest(constraint_column_names) AS column_name
FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'
"""
_EXAMPLE = " Example: "
_HEAD = """\
# Data dictionary

Every table and view of the warehouse, its columns and their meaning. The same words are in the file itself: `thidua query
"SELECT table_name, column_name, comment FROM duckdb_columns()"`. This page is written from them by `python -m
tools.data_dictionary`; edit the comments in `warehouse/migrations/` instead.

- Every fact row has a `fact_id`, the document that states it (`document_id`), a `confidence` and the `extractor_version`; its
  words are the rows of `evidence` with that `fact_id`, as offsets into `documents.text`.
- Columns named `…_id` lead to canonical tables: `unit_id` to `units`, `person_id` to `people`, `canonical_id` to
  `canonical_clusters`, `place_id` and `province_id` to `places`. They are equal for the same thing however it is written, and
  stay the same when documents are loaded again; what is written stands beside them. Columns named `…_key` are what an id is
  made of.
- Where a document leaves open which unit, cluster or person it means, the canonical row says `is_open` and stands for this
  document alone; `candidates` lists what it may be.
- Views put together what several documents say, count each reprint with its original, and show names in their commonest written
  form. `fact_ids` lists the facts behind a row.
- *key* marks the primary key, *required* a column that is never null. There are no foreign keys. Those of facts and evidence
  begin with the document, since such keys cost a load next to nothing; a `fact_id` is unique all the same, which `thidua
  warehouse check` verifies as it does the keys that are not declared.

## The model

Facts hang on documents on one side and on canonical tables on the other.

```text
documents ──┬── clusters ───── canonical_id ── canonical_clusters
   │        │      └─ cluster_id of the facts below
   │        ├── members ────── unit_id ─────── units ── province_id ── places ── successors ── places
   │        ├── headships ──── unit_id, person_id                        │
   │        ├── leaders ────── person_id ───── people ── unit_id         │
   │        │      └── offices ── unit_id                                │
   │        ├── awards ─────── unit_id, person_id                        │
   │        ├── meetings ───── province_id ──────────────────────────────┘
   │        ├── pledges, campaigns (campaign_key), citations (citation_key)
   │        └── evidence: the words of every fact
   └── original_id: the document of which it is a reprint
```

- **Units** are known by their folded name with abbreviations written out. A name that says not where (`Công an tỉnh`) is completed
  by the place that the fact gives, by a member of the same document, or by the place whose clusters the document is about
  (`completed_names` tells which); where several places fit, none is taken.
- **Clusters** are known by kind, number or name, and system. Where a document says not whose cluster it is, at least two common
  members join it to another cluster of the same kind and number; where clusters of several systems share members, none is taken.
- **People** of one name are one person where documents name them as leading the same unit or cluster.
- **Places** are administrative units in a period. `provinces_today` leads from every province that ever was to one of the 34 that
  are in force since 1 July 2025.
- **Fused** views (`fused_headships`, `fused_awards`, `fused_meetings` and those built on them) hold one row for what several
  documents tell; `documents` counts those that are no reprints of each other. What they disagree about is in `conflicts`.
- Tables and views depend on the documents in the warehouse alone, not on the order or the batches in which they came; but for
  `document_number`, and what tells of loads.

[questions.md](questions.md) shows all of it at work.
"""


def data_dictionary() -> str:
    """The page, in Markdown, from a warehouse made for it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.duckdb"
        load_batch(file, (), run_id="data-dictionary", program_version="data-dictionary")
        relations, columns, keys = (list(run_query(file, sql).rows()) for sql in (_RELATIONS, _COLUMNS, _KEYS))
    by_relation = {name: list(rows) for name, rows in groupby(columns, itemgetter(0))}
    primary = set(keys)
    parts = [_HEAD]
    for kind, title in (("view", "Views"), ("table", "Tables")):
        chosen = sorted((name, comment) for name, of_kind, comment in relations if of_kind == kind)
        parts.append(f"## {title}\n")
        parts.append("".join(f"- [`{name}`](#{name}): {comment.partition(_EXAMPLE)[0]}\n" for name, comment in chosen))
        parts += [_relation(name, comment, by_relation[name], primary) for name, comment in chosen]
    return "\n".join(parts)


def _relation(name: str, comment: str, columns: Iterable[tuple[Any, ...]], keys: set[tuple[Any, ...]]) -> str:
    says, _, example = comment.partition(_EXAMPLE)
    lines = [f"### {name}", "", says, ""]
    lines += ["```sql", example.rstrip("."), "```", ""] if example else []
    lines += ["| column | type | | meaning |", "| --- | --- | --- | --- |"]
    for _, column, data_type, required, meaning in columns:
        mark = "key" if (name, column) in keys else "required" if required else ""
        lines.append(f"| `{column}` | {_cell(data_type)} | {mark} | {_cell(meaning)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(data_dictionary(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.name} written\n")
