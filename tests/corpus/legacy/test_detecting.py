"""Detection over all samples in all encodings, over their sentences, and over what is no Vietnamese."""

import re
import unicodedata
from pathlib import Path

import pytest

from corpus.legacy import ENCODINGS, Encoding, decode, detect, detect_text, mend, read_legacy
from tests.rendering.legacy import render, render_as_text

SAMPLES = {
    path.stem: unicodedata.normalize("NFC", path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[3] / "corpus" / "samples").glob("*.txt"))
}
SENTENCES = [
    sentence
    for text in SAMPLES.values()
    for sentence in re.split(r"\n|(?<=\.) ", text)
    if len(sentence.split()) >= 12 and not sentence.isascii()
]
FOREIGN = [
    "Le président a déclaré à l'Assemblée que la réforme était nécessaire. Été, hôpital, où, ça et là.",
    "São Paulo é a maior cidade do país. Não há dúvida.",
    "El niño está en el jardín, mañana vendrá más tarde.",
    "Fünf Männer gehen über die Straße.",
    "Perché la città è bella, così può essere.",
    "Malmö är en stad på Skånes västkust.",
    "The café’s naïve façade – 50 £ a night – is © 1998.",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_sample_is_recognised(encoding: Encoding) -> None:
    wrong = [
        name
        for name, text in SAMPLES.items()
        if detect(render(text, encoding)) != encoding or detect_text(render_as_text(text, encoding)) != encoding
    ]
    assert wrong == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_nearly_every_sentence_is_read_right(encoding: Encoding) -> None:
    wrong = []
    for sentence in SENTENCES:
        content = render(sentence, encoding)
        found = detect(content)
        if found is None or decode(content, found) != decode(content, encoding):
            wrong.append((sentence, found))
    assert len(wrong) <= 0.02 * len(SENTENCES), wrong


def test_unicode_is_not_taken_for_a_legacy_encoding() -> None:
    for text in SAMPLES.values():
        assert detect(text.encode()) is None
        assert mend(text) == (text, ())
        for line in text.split("\n"):
            assert detect_text(line) is None, line


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_none_of_them(text: str) -> None:
    assert detect(text.encode("cp1252")) is None
    assert detect_text(text) is None
    assert mend(text) == (text, ())
    assert read_legacy(text.encode("cp1252")) is None


def test_ascii_and_noise_are_none_of_them() -> None:
    assert detect(b"Cum thi dua so 4") is None
    assert detect(bytes(range(256)) * 10) is None
    assert read_legacy(bytes(range(256)) * 10) is None
    assert mend("") == ("", ())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_lines_in_unicode_beside_legacy_ones(encoding: Encoding) -> None:
    wrong = total = 0
    for text in SAMPLES.values():
        lines = [decode(render(line, encoding), encoding) for line in text.split("\n")]
        content = b"\n".join(line.encode() if n % 2 else render(line, encoding) for n, line in enumerate(lines))
        mended = read_legacy(content)
        assert mended is not None and encoding in mended.encodings
        pairs = [*zip(mended.text.split("\n"), lines, strict=True)]
        wrong += sum(found.lower() != line.lower() for found, line in pairs)
        total += len(pairs)
    assert wrong <= 0.005 * total


def test_words_in_unicode_and_legacy_on_one_line() -> None:
    unicode, legacy = "Báo cáo của Ủy ban nhân dân tỉnh: ", "kết quả thực hiện nhiệm vụ năm 2005 của các đơn vị"
    content = unicode.encode() + render(legacy, "tcvn3")
    assert read_legacy(content) == (unicode + legacy, ("tcvn3",))
    assert mend(unicode + render_as_text(legacy, "tcvn3")) == (unicode + legacy, ("tcvn3",))


def test_several_encodings_in_one_document() -> None:
    lines = [
        "Báo cáo của Uỷ ban nhân dân",
        "Kết quả thực hiện nhiệm vụ năm 2005",
        "Các phong trào thi đua đã được đẩy mạnh",
    ]
    content = b"\n".join([lines[0].encode(), render(lines[1], "tcvn3"), render(lines[2], "vni")])
    mended = read_legacy(content)
    assert mended is not None
    assert mended.text == "\n".join(lines)
    assert set(mended.encodings) == {"tcvn3", "vni"}


def test_bytes_that_are_utf8_by_chance() -> None:
    # "lượt đọc" in VPS is well-formed UTF-8, of Syriac letters.
    line = "Chuyên mục có 402 lượt đọc"
    content = render("Hội nghị tổng kết công tác thi đua của cụm\n" + line, "vps")
    content.split(b"\n")[1][-12:].decode("utf-8")
    mended = read_legacy(content)
    assert mended is not None and mended.text.endswith(line)


def test_decomposed_unicode_is_no_legacy_text() -> None:
    text = "Hội nghị tổng kết – “Đoàn kết”"
    assert mend(unicodedata.normalize("NFD", text)) == (text, ())
