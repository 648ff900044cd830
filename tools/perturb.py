"""How much the extraction hangs on words: gold documents with other names, places, organisations, spellings and wordings.

    python -m tools.perturb evaluation/fresh/w1 evaluation/fresh/w2 --kind provinces --misses 5

A perturbation rewrites a document and its gold facts alike, so that the facts to be found stay the same but for their words
(metamorphic testing). The headline before and after it tells whether what the extractor has learnt is more than names.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import corpus
from corpus import SourceItem
from evaluation import ScoredPair, score
from evaluation.gold import GoldError, read_pair
from extractors.pipeline import extract
from models import places
from models.lexicons import given_syllables

Gold = Mapping[str, Any]
"""A gold file as it is."""
Rewriting = Callable[[str], str]
_TABLES: Mapping[str, Any] = json.loads(Path(__file__).with_name("perturbations.json").read_text(encoding="utf-8"))
_CAPITAL = "[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ]"
_NAME = rf"{_CAPITAL}\w*(?:\s{_CAPITAL}\w*)+"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CODES = frozenset({"id", "kind", "cluster", "doc_id", "role", "status", "award", "recipient_kind", "capacities"})
"""Fields that hold no words of the text."""
_DAYS = frozenset({"published_on", "starts_on", "ends_on", "issued_on", "covers"})
_LAST_YEAR = 2024
"""The last whole year before provinces were merged: a year later would change what places there are."""


def people(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001  (one signature a perturbation)
    """Other people's names, of as many syllables."""
    named = {leader["person"] for leader in gold["leaders"]}
    named |= {headship["person"] for headship in gold["headships"] if headship.get("person")}
    named |= {award["recipient"] for award in gold["awards"] if award.get("recipient_kind") == "person"} - {None}
    table: dict[str, str] = {}
    for name in sorted(named):
        length = max(len(name.split()), 2)
        given = [chance.choice(_given()).capitalize() for _ in range(max(length - 2, 1))]
        words = [chance.choice(_TABLES["surnames"]), chance.choice(_TABLES["middle_names"]), *given]
        table[name] = " ".join(words[:length])
    return _by_table(table)


def provinces(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other provinces for provinces, and cities for cities."""
    table: dict[str, str] = {}
    for kind in ("tỉnh", "thành phố"):
        names = sorted({p.name for p in places.provinces() if p.kind == kind and " " in p.name})
        table |= dict(zip(names, chance.sample(names, len(names)), strict=True))
    return _by_table(table)


def districts(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other districts and communes for those that the text names with their level."""
    listed = sorted({p.name for p in places.districts() if not p.name.isdecimal()})
    communes = sorted({p.name for p in places.communes() if len(p.name.split()) == 2 and not p.name[-1].isdecimal()})
    table: dict[str, str] = {}
    for levels, names in (("huyện|quận|thị xã", listed), ("xã|phường|thị trấn", communes)):
        for found in re.finditer(rf"(?i:(?<!\w)(?:{levels}))\s+({_NAME})", text):
            if found[1] in names:
                table.setdefault(found[1], chance.choice(names))
    return _by_table(table)


def organisations(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other organisations, in full or abbreviated as they were."""
    table: dict[str, str] = {}
    for alike in _TABLES["organisations"]:
        for old, new in zip(alike, chance.sample(alike, len(alike)), strict=True):
            table |= {form: new[min(number, len(new) - 1)] for number, form in enumerate(old)}
    return _by_table(table)


def abbreviated(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Abbreviations for names in full."""
    return _by_table(dict(_TABLES["abbreviations"]))


def spelled_out(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Names in full for abbreviations."""
    return _by_table({short: full for full, short in _TABLES["abbreviations"] if not short.startswith("TP")})


def wordings(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other words for the same act."""
    table: dict[str, str] = {}
    for alike in _TABLES["wordings"]:
        table |= {old: chance.choice([new for new in alike if new != old]) for old in alike}
    return _by_table(table)


def numbers(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other numbers of clusters."""
    shift = chance.randrange(1, 9)
    numeric = {cluster["number"] for cluster in gold["clusters"] if (cluster.get("number") or "").isdecimal()}
    table = {number: str(int(number) + shift) for number in numeric}
    named = re.compile(r"(?i)(?<!\w)((?:cụm|khối)(?: thi đua| TĐ)?(?: số)? )(0?)(\d+)(?![\w/.%-])")
    return lambda words: (
        table[words]
        if words in table
        else named.sub(lambda found: found[1] + table[found[3]] if found[3] in table else found[0], words)
    )


def years(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """A later year for every year, where the provinces are still the same."""
    latest = max(map(int, _YEAR.findall(text)), default=_LAST_YEAR)
    shift = chance.randint(1, _LAST_YEAR - latest) if latest < _LAST_YEAR else 0
    return lambda words: _YEAR.sub(lambda found: str(int(found[1]) + shift), words)


def marks(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other quotation marks and dashes."""
    table = str.maketrans({"“": '"', "”": '"', "–": "-"} if "“" in text or "–" in text else {"-": "–"})
    return lambda words: words.translate(table)


def schools(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """Other names of schools."""
    kinds = r"(?i:trường )?(?:THPT|THCS|TH|Tiểu học|Mầm non|MN|PTDTNT)"
    matches = (re.match(rf"{kinds}\s+({_CAPITAL}.*)", member["unit"]) for member in gold["members"])
    names = sorted({found[1] for found in matches if found})
    return _by_table(dict(zip(names, chance.sample(_TABLES["schools"], len(_TABLES["schools"])), strict=False)))


def lines(gold: Gold, text: str, chance: random.Random) -> Rewriting:  # noqa: ARG001
    """No blank lines."""
    return lambda words: re.sub(r"\n\s*\n+", "\n", words)


KINDS: Mapping[str, Callable[[Gold, str, random.Random], Rewriting]] = {
    kind.__name__: kind
    for kind in (
        people,
        provinces,
        districts,
        organisations,
        abbreviated,
        spelled_out,
        wordings,
        numbers,
        years,
        marks,
        schools,
        lines,
    )
}


@cache
def _given() -> Sequence[str]:
    return sorted(syllable for syllable in given_syllables() if len(syllable) > 2)


def _by_table(table: Mapping[str, str]) -> Rewriting:
    """A rewriting of whole words, the longest first; what is in capitals stays in capitals."""
    changed = {old: new for old, new in table.items() if old != new}
    if not changed:
        return lambda words: words
    both = {**{old.upper(): new.upper() for old, new in changed.items() if not old.isupper()}, **changed}
    pattern = re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, sorted(both, key=len, reverse=True)))})(?![\w/])")
    return lambda words: pattern.sub(lambda found: both[found[0]], words)


@dataclass(frozen=True, slots=True)
class Perturbed:
    """A document scored as it is and rewritten."""

    doc_id: str
    before: ScoredPair
    after: ScoredPair

    @property
    def lost(self) -> int:
        """How many more facts are missed or wrong after the rewriting."""
        return len(score([self.after]).misses) - len(score([self.before]).misses)


def perturbed(kind: str, text: str, gold: Gold, seed: int) -> tuple[str, Gold] | None:
    """The text and the gold facts rewritten, or None where nothing in the text changes."""
    rewrite = KINDS[kind](gold, text, random.Random(f"{seed} {gold['doc_id']}"))
    new = rewrite(text)
    return None if new == text else (new, _rewritten(dict(gold), rewrite, days=kind == "years"))


def _rewritten(value: Any, rewrite: Rewriting, *, days: bool) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list):
        return [_rewritten(item, rewrite, days=days) for item in value]
    if not isinstance(value, dict):
        return value
    kept = _CODES if days else _CODES | _DAYS
    new = {key: item if key in kept else _rewritten(item, rewrite, days=days) for key, item in value.items()}
    if days and isinstance(value.get("year"), int):
        new["year"] = int(rewrite(str(value["year"])))
    return new


def _scored(file: Path) -> ScoredPair:
    gold = read_pair(file)
    (source,) = (each for each in corpus.discover([gold.text_file]) if isinstance(each, SourceItem))
    return ScoredPair(gold=gold.facts, predicted=extract(corpus.read(source)), text=gold.text)


def perturb(folders: Sequence[Path], kind: str, seed: int) -> Iterator[Perturbed]:
    """The documents of the folders that a perturbation changes; where gold no longer fits its text, a line says so."""
    with tempfile.TemporaryDirectory() as scratch:
        for file in (file for folder in folders for file in sorted(folder.glob("*.json"))):
            gold = json.loads(file.read_text(encoding="utf-8"))
            new = perturbed(kind, file.with_suffix(".txt").read_text(encoding="utf-8"), gold, seed)
            if new is None:
                continue
            target = Path(scratch, file.name)
            target.with_suffix(".txt").write_text(new[0], encoding="utf-8")
            target.write_text(json.dumps(new[1], ensure_ascii=False), encoding="utf-8")
            try:
                yield Perturbed(file.stem, _scored(file), _scored(target))
            except GoldError as error:
                print(f"  left out: {error}")


def main() -> None:
    """Print the headline before and after each perturbation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of gold files (NAME.txt with NAME.json)")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this perturbation; may be given again")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show what the N worst documents lose")
    arguments = parser.parse_args()
    print("| perturbation | documents | before | after |\n| --- | --- | --- | --- |")
    for kind in arguments.kind or KINDS:
        found = list(perturb(arguments.folders, kind, arguments.seed))
        before, after = score([each.before for each in found]), score([each.after for each in found])
        print(f"| {kind} | {len(found)} | {before.headline:.3f} | {after.headline:.3f} |", flush=True)
        for worst in sorted(found, key=lambda each: each.lost, reverse=True)[: arguments.misses]:
            print(f"  {worst.doc_id}: {worst.lost} facts")
            for miss in score([worst.after]).misses:
                print(f"    {miss.verdict} {miss.family}: {', '.join(f'{k}={v}' for k, v in miss.fact.items())}")


if __name__ == "__main__":
    main()
