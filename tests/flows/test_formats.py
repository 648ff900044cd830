"""The same facts from every format: sample documents as PDF, DOCX, web pages, legacy text, e-mail and in archives beside
the plain text; and a folder of everything, good and broken."""

import json
import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

import corpus
from corpus import SourceItem
from corpus.legacy import ENCODINGS, Encoding
from corpus.tools import TESSERACT, installed
from evaluation import Report, ScoredPair, read_gold, score
from flows.extraction import Extracted, extract_paths, read_and_extract
from models import Facts
from tests.rendering import docx, html, legacy, mail, pdf, scan
from tests.rendering.archives import zipped, zipped_raw
from tests.running import SAMPLES, Thidua
from warehouse import contents

pytestmark = pytest.mark.long

TOLERATED = 0.05
GOLD = read_gold(SAMPLES)[::7]


def facts_of(path: Path) -> Facts:
    (item,) = corpus.discover([path])
    assert isinstance(item, SourceItem)
    _, facts = read_and_extract(item)
    assert isinstance(facts, Facts)
    return facts


def headline(read: Callable[[Path], Facts]) -> float:
    return score([ScoredPair(gold.facts, read(gold.text_file), gold.text) for gold in GOLD]).headline


@cache
def of_plain() -> Report:
    return score([ScoredPair(gold.facts, facts_of(gold.text_file), gold.text) for gold in GOLD])


def plain() -> float:
    return of_plain().headline


@pytest.mark.parametrize(
    ("suffix", "render"),
    [
        (".pdf", pdf.render),
        (".docx", docx.render),
        (".docx", partial(docx.render, encoding="tcvn3")),
        (".docx", partial(docx.render, encoding="vni")),
        *(
            (".txt", partial(legacy.render, encoding=encoding))
            for encoding in ("tcvn3", "vni", "vps", "viscii", "windows-1258")
        ),
    ],
    ids=["pdf", "docx", "docx-tcvn3", "docx-vni", "tcvn3", "vni", "vps", "viscii", "windows-1258"],
)
def test_the_facts_are_those_of_the_plain_text(tmp_path: Path, suffix: str, render: Callable[[str], bytes]) -> None:
    def rendered(text_file: Path) -> Facts:
        path = tmp_path / f"{text_file.stem}{suffix}"
        path.write_bytes(render(text_file.read_text(encoding="utf-8")))
        return facts_of(path)

    assert headline(rendered) >= plain() - TOLERATED


@pytest.mark.parametrize(
    "render",
    [partial(scan.render, resolution=200, skew=0.8, noise=6.0), partial(scan.render, resolution=150, skew=-1.2)],
    ids=["noisy", "coarse"],
)
def test_the_facts_of_a_scan_are_those_of_the_plain_text(tmp_path: Path, render: Callable[[str], bytes]) -> None:
    """Quotes are looked for in the text that was read, whose letters are not all those of the plain text."""
    found = installed(TESSERACT)
    if found is None or not found.complete:
        pytest.skip(f"{TESSERACT.name} with Vietnamese is not installed: {TESSERACT.install}")
    plainly, scanned = [], []
    for gold in sorted(read_gold(SAMPLES), key=lambda gold: len(gold.text))[1:16:3]:
        path = tmp_path / f"{gold.text_file.stem}.pdf"
        path.write_bytes(render(gold.text_file.read_text(encoding="utf-8")))
        (item,) = corpus.discover([path])
        assert isinstance(item, SourceItem)
        document, facts = read_and_extract(item)
        assert isinstance(facts, Facts)
        scanned.append(ScoredPair(gold.facts, facts, document.text))
        plainly.append(ScoredPair(gold.facts, facts_of(gold.text_file), gold.text))
    assert score(scanned).headline >= score(plainly).headline - TOLERATED


# VPS and VISCII have capitals in the place of control characters, which no page in Unicode may hold.
IN_FONTS: tuple[Encoding, ...] = ("tcvn3", "vni", "windows-1258")
HEADLINES = {gold.text_file.stem: gold.facts.document.title or "" for gold in GOLD}


@pytest.mark.parametrize(
    "render",
    [
        *(partial(html.render, template=template) for template in html.TEMPLATES),
        *(partial(html.render_old, encoding=encoding) for encoding in IN_FONTS),
        *(partial(html.render_old, encoding=encoding, fonts=False) for encoding in ENCODINGS),
    ],
    ids=[
        *html.TEMPLATES,
        *(f"{encoding}-in-fonts" for encoding in IN_FONTS),
        *(f"{encoding}-in-bytes" for encoding in ENCODINGS),
    ],
)
def test_the_facts_are_those_of_the_page(tmp_path: Path, render: Callable[..., bytes]) -> None:
    pairs = []
    for gold in GOLD:
        path = tmp_path / f"{gold.text_file.stem}.html"
        text = gold.text_file.read_text(encoding="utf-8")
        path.write_bytes(render(text, headline=HEADLINES[gold.text_file.stem]))
        pairs.append(ScoredPair(gold.facts, facts_of(path), gold.text))
    found = score(pairs)
    assert found.headline >= plain() - TOLERATED
    for slot in ("title", "published_on", "author"):
        assert (found.document[slot].accuracy or 0) >= (of_plain().document[slot].accuracy or 0) - TOLERATED, slot


@pytest.mark.parametrize("pack", ["zip", "zip in zip", "e-mail", "attached"])
def test_the_facts_are_those_of_the_plain_text_in_containers(tmp_path: Path, pack: str) -> None:
    def packed(text_file: Path) -> Facts:
        text = text_file.read_text(encoding="utf-8")
        name = text_file.stem
        path = tmp_path / {"e-mail": "a.eml", "attached": "a.eml"}.get(pack, "a.zip")
        path.write_bytes(
            {
                "zip": lambda: zipped({f"{name}.docx": docx.render(text)}),
                "zip in zip": lambda: zipped({"b.zip": zipped({f"năm/{name}.txt": text.encode()})}),
                "e-mail": lambda: mail.render(text),
                "attached": lambda: mail.render("", {f"{name}.txt": text.encode()}, headers={"Subject": name}),
            }[pack]()
        )
        (only,) = extract_paths([str(path)], workers=0)
        assert isinstance(only, Extracted)
        return only.facts

    assert headline(packed) >= plain() - TOLERATED


def test_the_text_of_a_saved_page_is_that_of_the_page(tmp_path: Path) -> None:
    for gold in GOLD:
        page = html.render(gold.text_file.read_text(encoding="utf-8"), headline=HEADLINES[gold.text_file.stem])
        (tmp_path / "a.html").write_bytes(page)
        (tmp_path / "a.mht").write_bytes(mail.render_saved_page(page.decode()))
        items = [item for item in corpus.discover([tmp_path]) if isinstance(item, SourceItem)]
        first, second = map(corpus.read, items)
        assert (first.text, first.segments) == (second.text, second.segments)


def everything(folder: Path) -> tuple[set[str], set[str]]:
    """Make a folder of all formats, good and broken; what is a document in it and what is to be rejected, by name."""
    text = GOLD[0].text_file.read_text(encoding="utf-8")

    def said(n: int) -> str:
        return f"{text}\n\nBản số {n}"

    (image,) = scan.pictures(pdf.render("Cụm thi đua số 1"), 72)[:1]
    good = {
        "a.txt": said(1).encode(),
        "b.txt": legacy.render(said(2), "tcvn3"),
        "c.pdf": pdf.render(said(3)),
        "d.docx": docx.render(said(4)),
        "e.html": html.render(said(5)),
        "f.eml": mail.render(said(6)),
        "g.mht": mail.render_saved_page(html.render(said(7)).decode()),
        "sub/năm 2020/h.txt": said(8).encode("utf-16"),
        "named.pdf": docx.render(said(9)),
        "word.zip": docx.render(said(10)),
    }
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "cut.pdf": pdf.render(said(11))[:2000],
        "cut.docx": docx.render(said(12))[:5000],
        "cut.zip": zipped({"a.txt": text.encode()})[:-40],
        "cut.png": scan.as_image(image, "PNG", 72)[:200],
        "cut.mht": mail.render_saved_page("<p>x")[:200],
        "blank.html": b"<html><body></body></html>",
        "bomb.docx": zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b" " * (80 << 20)}),
        "entities.docx": zipped(
            {"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>', "word/document.xml": b"<a/>"}
        ),
        "program.doc": b"MZ\0\0" * 500,
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "secret.zip": zipped_raw({b"x.txt": b"x"}, flags=1),
        "deep.eml": "\n".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}" for n in range(3000)).encode(),
        "sub/bomb.zip": zipped({"x.txt": b"\0" * (20 << 20)}),
    }
    for name, content in {**good, **bad}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    packed = {"i.txt": said(13).encode(), "j.docx": docx.render(said(14)), "k.pdf": b"%PDF-1.4 broken", "l.json": b"{}"}
    (folder / "pack.zip").write_bytes(zipped({**packed, "in.zip": zipped({"m.txt": said(15).encode()})}))
    (folder / "notes.json").write_bytes(b"{}")
    (folder / "loop").symlink_to(folder)
    (folder / "sub" / "up").symlink_to("..")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    documents = {*good, "pack.zip!/i.txt", "pack.zip!/j.docx", "pack.zip!/in.zip!/m.txt"}
    rejects = {*bad, "pack.zip!/k.pdf", "secret.zip!/x.txt", "sub/bomb.zip!/x.txt", "self.txt", "gone.txt"}
    return documents, rejects - {"secret.zip", "sub/bomb.zip"}


def test_a_folder_of_everything(tmp_path: Path, thidua_process: Thidua, warehouse_file: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    documents, rejects = everything(folder)
    ran = thidua_process("load", folder, "--warehouse", warehouse_file, "--workers", "2", "--direct")
    assert ran.status == 3
    assert "Traceback" not in ran.err
    known = contents(warehouse_file, wait_seconds=0)
    start = len(f"{folder}/")
    assert {source[start:] for source, _ in known.sources} == documents
    assert {source[start:] for source in known.rejects} == rejects
    assert {reject.code for reject in known.rejects.values()} <= corpus.REJECT_CODES.keys()
    assert all(f"{source}: {reject.code}: {reject.reason}" in ran.err for source, reject in known.rejects.items())
    again = thidua_process("load", folder, "--warehouse", warehouse_file, "--workers", "2", "--direct")
    assert again.status == 3
    assert f"0 documents loaded (0 of them again), {len(documents)} unchanged" in again.out
    assert f"{len(rejects)} rejected" in again.out
    extracted = thidua_process("extract", folder, "--workers", "2")
    assert extracted.status == 3
    assert {json.loads(line)["source"][start:] for line in extracted.out.splitlines()} == documents
    assert f"{len(documents)} unchanged" in again.out
