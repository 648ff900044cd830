"""That the benchmarks run; how fast anything is depends on the machine and is not tested."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks import bulk, digital_pdf, linearity, loading, memory, million, scale
from benchmarks.__main__ import main
from benchmarks.commands import run_python
from benchmarks.effort import Effort
from benchmarks.measured_load import Measured
from benchmarks.texts import samples, write_texts
from warehouse import run_query

pytestmark = pytest.mark.long

LITTLE = Effort(
    rounds=1,
    extraction_samples=1,
    extraction_news=1,
    linearity_kilobytes=(1, 2),
    bulk_documents=4,
    bulk_rounds=1,
    scale_documents=6,
    prefect_documents=6,
    loading_documents=4,
    million_facts=100,
    memory_documents=(2, 4),
    scanned_documents=1,
)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "speed"], "no section 'speed'"),
        (["--only", ""], "no section ''"),
        (["missing-folder"], "no folder: missing-folder"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert message in capsys.readouterr().err


def test_chosen_sections_are_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THIDUA_TEXTS", raising=False)
    assert main(["--quick", "--only", "linearity"]) == 0
    out = capsys.readouterr().out
    assert "\nLinearity\n" in out
    assert "10 KB" in out
    assert "\nLoading\n" not in out


def test_linearity_is_relative_to_the_first_size(tmp_path: Path) -> None:
    section = linearity.measure(LITTLE, [], tmp_path)
    assert len(section.rows) == 2
    assert "1.00 x the first" in section.rows[0].remark


def test_million_loads_as_many_facts_as_asked_for_and_reads_every_view(tmp_path: Path) -> None:
    section = million.measure(LITTLE, [], tmp_path)
    facts = int(section.explanation.split()[0].replace(",", ""))
    assert facts >= 100
    views = next(row for row in section.rows if row.name == "views within a second")
    assert int(views.figure.split()[-1]) == len(
        list(run_query(tmp_path / "ours.duckdb", "SELECT * FROM duckdb_views() WHERE NOT internal").rows())
    )


def test_loading_counts_rows(tmp_path: Path) -> None:
    section = loading.measure(LITTLE, ["tin một", "tin hai"], tmp_path)
    assert section.explanation.startswith("4 documents")
    assert section.rows[0].figure.endswith("rows/s")


def test_a_measured_load_is_a_whole_load(tmp_path: Path) -> None:
    write_texts(tmp_path / "documents", samples()[:3])
    arguments = (str(tmp_path / "documents"), str(tmp_path / "w.duckdb"), "1", str(tmp_path / "log"))
    done = Measured(**json.loads(run_python("-m", "benchmarks.measured_load", *arguments).out))
    assert done.documents == 3
    assert done.facts > 0
    assert 0 < done.busy_cpu_seconds <= done.workers_cpu_seconds
    assert 0 < done.busy_seconds <= done.seconds
    assert 0 < done.first_facts_seconds <= done.seconds


def test_bulk_reports_shares_and_memory(tmp_path: Path) -> None:
    section = bulk.measure(LITTLE, ["tin một", "tin hai"], tmp_path)
    assert "2 variants of the sample documents, 2 real news" in section.explanation
    assert "4 documents," in section.rows[0].remark


def test_memory_is_compared_over_the_numbers_of_files(tmp_path: Path) -> None:
    section = memory.measure(LITTLE, [], tmp_path)
    assert "2 and 4 files" in section.explanation
    assert [row.name for row in section.rows][-2:] == ["ratio, a worker", "ratio, the parent"]


def test_a_cluster_is_compared_with_this_machine_alone(tmp_path: Path, prefect_database: Path) -> None:
    shutil.copytree(prefect_database, tmp_path / "prefect")
    section = scale.measure(LITTLE, [], tmp_path)
    assert section.explanation.startswith("6 documents")
    assert [row.name for row in section.rows][:4] == [
        "one process",
        "two processes",
        "Dask pair",
        "Dask pair, as a flow",
    ]


def test_small_texts_differ_beyond_the_variants_that_can_be_made() -> None:
    texts = memory.small_texts(200)
    assert len({*texts}) == 200
    assert max(map(len, texts)) < 1_500


def test_pdf_files_are_compared_with_the_engine(tmp_path: Path) -> None:
    section = digital_pdf.measure(LITTLE, [], tmp_path)
    assert next(row.name for row in section.rows if row.figure.endswith(" x")) == "one column: ratio"
