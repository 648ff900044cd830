"""Misread words that are put right, and words that stay."""

import pytest

from corpus.normalising import normalise
from corpus.ocr.correcting import corrected
from corpus.ocr.recognising import Word
from tests.running import SAMPLES


def words(text: str, confidence: float) -> list[Word]:
    """The words of a text as Tesseract would give them, each line of it one line."""
    return [
        Word(word, confidence, 10 * place, 0, 10 * place + 9, 10, (number, 1, 1))
        for number, line in enumerate(text.split("\n"))
        for place, word in enumerate(line.split())
    ]


def mended(text: str, confidence: float = 0.92) -> str:
    return " ".join(word.text for word in corrected(words(text, confidence)))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("CỤM THỊ ĐUA SỐ 3", "CỤM THI ĐUA SỐ 3"),
        ("KHỐI THỊ ĐÙA", "KHỐI THI ĐUA"),
        ("tặng Cờ thí đua", "tặng Cờ thi đua"),
        ("Bằng khen, khen thường", "Bằng khen, khen thưởng"),
        ("TGĐÐ Công ty", "TGĐ Công ty"),
        ("TÐĐKT", "TĐKT"),
        ("Ðoàn", "Đoàn"),
        ("lII. KẾT QUẢ", "III. KẾT QUẢ"),
        ("|. Thời gian", "I. Thời gian"),
        ("$ Khối trưởng", "• Khối trưởng"),
        ("Thứtự", "Thứ tự"),
    ],
)
def test_whatever_tesseract_thinks_of_it(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("tỉnh Thái Bính", "tỉnh Thái Bình"), ("thưòng", "thường"), ("s Cụm thi đua", "• Cụm thi đua"), ("ruỡi", "ruỡi")],
)
def test_words_in_doubt(read: str, meant: str) -> None:
    assert mended(read, 0.5) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ông Nguyễn Thái Bính",
        "cụm trường trung học",
        "UBND, HĐND, TNHH, 58/TTr-BTĐKT, 17.880.000",
        "thì đưa vào kế hoạch",
        "Ya Thương ở Langbiang, Krông Păk, Đăk Lăk, Ia Grai",
        "cộng hoà xã hội",
        "Il, tl",
        "tổng kết. đua",
        "hệ thống báo chí, truyền thống, tất cả nhân viên, nguyên nhân dẫn đến, Hội Đông y, đại diện hình ảnh",
        "© 2014",
        "$ 500",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("confidence", [0.95, 0.5])
def test_sample_documents_stay_as_they_are(confidence: float) -> None:
    mistyped = {"triễn", "kêt", "chưc", "vưóng", "đơnvị"}
    for path in sorted(SAMPLES.glob("*.txt")):
        read = words(normalise(path.read_text(encoding="utf-8")), confidence)
        assert {word.text for word in read} - {word.text for word in corrected(read)} <= mistyped, path.name


def test_the_parts_of_a_word_share_its_box() -> None:
    first, second = corrected([Word("lậpthành", 0.9, 100, 20, 180, 40, (1, 1, 1))])
    assert (first.text, second.text) == ("lập", "thành")
    assert (first.left, second.right) == (100, 180)
    assert first.right == second.left
