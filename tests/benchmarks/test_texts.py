import re
from pathlib import Path

import pytest

from benchmarks.texts import items_in, kilobytes, mixed, samples, text_of_size, texts_in, variants, write_texts

TEXT = "Ngày 24/11/2023, Cụm thi đua số 4 họp tại Phú Thọ.\nHội CCB tỉnh Hà Giang, HỘI CCB TỈNH PHÚ THỌ; Quyết định số 123/QĐ."


def test_variants_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    assert variants([TEXT], 5, seed=1) == variants([TEXT], 5, seed=1)
    assert variants([TEXT], 5, seed=1) != variants([TEXT], 5, seed=2)


def test_variants_differ_from_each_other_and_from_the_originals() -> None:
    originals = samples()
    made = variants(originals, 3 * len(originals))
    assert len({*made, *originals}) == 4 * len(originals)


def test_a_variant_has_the_shape_of_its_original() -> None:
    (variant,) = variants([TEXT], 1)
    shape = re.compile(
        r"Ngày 24/11/20(?:1\d|2[0-3]), Cụm thi đua số \d họp tại (.+)\.\n"
        r"Hội CCB tỉnh .+, HỘI CCB TỈNH (.+); Quyết định số 123/QĐ\."
    )
    found = shape.fullmatch(variant)
    assert found is not None, variant
    assert found[1].upper() == found[2], "a province has one other name throughout, in capitals too"


def test_a_text_without_places_years_and_numbers_has_no_variants() -> None:
    with pytest.raises(ValueError, match="no further variant"):
        variants(["không có gì"], 1)


def test_news_makes_up_a_half_at_most() -> None:
    news = [f"tin {number}" for number in range(10)]
    texts, real = mixed(news, 8)
    assert (len(texts), real) == (8, 4)
    assert texts[4:] == news[:4]
    texts, real = mixed([], 3)
    assert (len(texts), real) == (3, 0)


def test_written_texts_are_found_and_read_in_their_order(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    files = write_texts(folder, ["b", "a", "c"])
    assert texts_in(folder) == ["b", "a", "c"]
    assert [item.source for item in items_in(folder)] == [str(file) for file in files]


@pytest.mark.parametrize("size", [5, 40])
def test_a_text_of_a_size_exceeds_it_by_a_line_at_most(size: int) -> None:
    text = text_of_size(size)
    assert kilobytes(text) >= size > kilobytes(text.rstrip("\n").rpartition("\n")[0])
