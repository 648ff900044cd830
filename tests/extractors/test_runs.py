import pytest

from extractors.runs import run_at, unit_runs
from tests.extractors.reading import context

CLUSTER = "Cụm thi đua số 6 Hội CCB Việt Nam gồm các tỉnh: Hà Giang, Yên Bái và Lào Cai. "


def runs(sentence: str, lead: str = CLUSTER) -> list[list[str]]:
    """The units of each run in ``sentence``, read after ``lead``."""
    found = context(lead + sentence)
    first, last = found.token_range(len(lead), len(lead) + len(sentence))
    return [[unit.name for unit in run.units] for run in unit_runs(found, first, last, "c1" if lead else None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hội nghị bầu Hội CCB tỉnh Hà Giang làm Cụm trưởng.", [["Hội CCB tỉnh Hà Giang"]]),
        ("Hội CCB các tỉnh Hà Giang, Yên Bái dẫn đầu.", [["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái"]]),
        # Bare places stand for the members
        ("Hội nghị bầu Yên Bái làm Cụm trưởng.", [["Hội CCB tỉnh Yên Bái"]]),
        ("Hội nghị khen Hà Giang và Lào Cai.", [["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Lào Cai"]]),
        ("Hội nghị bầu tỉnh Yên Bái làm Cụm trưởng.", [["Hội CCB tỉnh Yên Bái"]]),
        ("Hội nghị bầu Hội CCB Yên Bái làm Cụm trưởng.", [["Hội CCB tỉnh Yên Bái"]]),
        # Several runs
        (
            "Hội nghị bầu Hội CCB tỉnh Hà Giang làm Cụm trưởng, Hội CCB tỉnh Lào Cai làm Cụm phó.",
            [["Hội CCB tỉnh Hà Giang"], ["Hội CCB tỉnh Lào Cai"]],
        ),
        # A place where something happens
        pytest.param(
            "Hội nghị diễn ra tại Yên Bái, do Hội CCB tỉnh Hà Giang đăng cai.",
            [["Hội CCB tỉnh Hà Giang"]],
        ),
        pytest.param(
            "Đoàn đến tỉnh Lào Cai học tập.",
            [],
        ),
        # None
        ("Cụm trưởng phát biểu.", []),
        ("Ông Lò Văn Ín phát biểu.", []),
        ("Có 15 tập thể và 20 cá nhân được khen.", []),
    ],
)
def test_units_in_running_text(sentence: str, expected: list[list[str]]) -> None:
    assert runs(sentence) == expected


def test_bare_places_mean_nothing_without_members() -> None:
    assert runs("Hội nghị bầu Yên Bái làm Cụm trưởng.", lead="") == []


def test_a_run_stands_where_it_says_and_ends_at_its_limit() -> None:
    text = "Sở Y tế, Sở Tư pháp và Sở Nội vụ dẫn đầu."
    found = context(text)
    run = run_at(found, 0, len(found.mentions.tokens))
    assert run is not None
    assert found.mentions.tokens.string(run.first, run.last) == "Sở Y tế, Sở Tư pháp và Sở Nội vụ"
    short = run_at(found, 0, 4)
    assert short is not None
    assert [unit.name for unit in short.units] == ["Sở Y tế"]
    assert run_at(found, 3, len(found.mentions.tokens)) is None
