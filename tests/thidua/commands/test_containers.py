"""Archives, messages and addresses at the command line."""

import json
from pathlib import Path

import pytest

from tests.rendering import docx, mail
from tests.rendering.archives import zipped, zipped_raw
from tests.running import GOOD, Thidua
from tests.serving import answer, serving


def good(n: int) -> str:
    return GOOD.format(n=n)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two documents, one of them deeper, a file of no interest, and a secret."""
    made = tmp_path / "tư liệu.zip"
    secret = zipped_raw({b"x.txt": b"x"}, flags=1)
    inner = zipped({"Báo cáo.docx": docx.render(good(2)), "secret.zip": secret})
    made.write_bytes(zipped({"../1.txt": good(1).encode(), "năm/2.zip": inner, "facts.json": b"{}"}))
    return made


def test_an_archive_is_loaded_and_shown(archive: Path, warehouse_file: Path, thidua: Thidua) -> None:
    load = ("load", archive, "--warehouse", warehouse_file, "--workers", "0", "--direct")
    ran = thidua(*load)
    assert ran.status == 3
    assert "2 documents loaded (0 of them again), 0 unchanged, 1 files skipped, 1 rejected" in ran.out
    assert f"reject: {archive}!/năm/2.zip!/secret.zip!/x.txt: encrypted: needs a password" in ran.err
    assert "0 documents loaded (0 of them again), 2 unchanged, 1 files skipped, 1 rejected" in thidua(*load).out
    for name in ("Báo cáo", f"{archive}!/năm/2.zip!/Báo cáo.docx"):
        shown = thidua("show", name, "--warehouse", warehouse_file)
        assert shown.status == 0
        assert f"source: {archive}!/năm/2.zip!/Báo cáo.docx" in shown.out
        assert "Cụm thi đua số 2" in shown.out


def test_an_archive_is_extracted(archive: Path, thidua: Thidua) -> None:
    ran = thidua("extract", archive, "--workers", "0")
    assert ran.status == 3
    facts = [json.loads(line) for line in ran.out.splitlines()]
    assert [(each["source"], each["doc_id"]) for each in facts] == [
        (f"{archive}!/../1.txt", "1"),
        (f"{archive}!/năm/2.zip!/Báo cáo.docx", "Báo cáo"),
    ]
    assert not (archive.parent.parent / "1.txt").exists()


def test_a_message_is_extracted(tmp_path: Path, thidua: Thidua) -> None:
    path = tmp_path / "thư.eml"
    path.write_bytes(mail.render(good(1), {"2.txt": good(2).encode()}))
    ran = thidua("extract", path, "--workers", "0")
    assert ran.status == 0
    assert [json.loads(line)["source"] for line in ran.out.splitlines()] == [str(path), f"{path}!/2.txt"]


def test_an_address_is_extracted(thidua: Thidua) -> None:
    with serving({"/tin/1.txt": answer(good(1).encode(), "text/plain")}) as server:
        refused = thidua("extract", f"{server}/tin/1.txt", "--workers", "0")
        assert (refused.status, refused.out) == (3, "")
        assert "forbidden" in refused.err
        ran = thidua("extract", f"{server}/tin/1.txt", f"{server}/tin/2.txt", "--workers", "0", "--allow-private")
        assert ran.status == 3
        assert "fetch: the server answered 404" in ran.err
        (facts,) = map(json.loads, ran.out.splitlines())
        assert (facts["source"], facts["doc_id"]) == (f"{server}/tin/1.txt", "1.txt")
