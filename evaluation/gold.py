"""Gold files: pairs of NAME.txt and NAME.json, as ``docs/guidelines.md`` describes them."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from evaluation.evidence import locate
from models import DocumentFacts, Facts

_LISTS: dict[str, type[BaseModel]] = {
    name: get_args(field.annotation)[0]
    for name, field in Facts.model_fields.items()
    if get_origin(field.annotation) is tuple
}


class GoldError(ValueError):
    """A gold file that cannot be used. The message is one line: the file and what is wrong with it."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A gold text with its facts; the offsets of the evidence are into ``text``."""

    text_file: Path
    text: str
    facts: Facts


def read_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Every pair of a folder, in order of name. Texts without a .json are not annotated and left out.

    Raises:
        GoldError: the folder does not exist or holds no .json, or one of its pairs is faulty.
    """
    if not folder.is_dir():
        raise GoldError(folder, "no such folder")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError(folder, "no gold pairs (NAME.txt with NAME.json) in this folder")
    return tuple(read_pair(file) for file in files)


def read_pair(file: Path, text: str | None = None) -> GoldDocument:
    """One NAME.json with the NAME.txt beside it.

    With `text`, the text of the document as a reader handed it over, the offsets of the evidence are into that.

    Raises:
        GoldError: the text is missing; a file is not UTF-8 or not JSON; the facts do not have the shape of the
            contract, name an unknown cluster or quote what is not in the text.
    """
    text_file = file.with_suffix(".txt")
    if not text_file.is_file():
        raise GoldError(file, f"no {text_file.name} beside it")
    content = _content(text_file)
    if text is None:
        text = _decoded(text_file, content)
    raw = _parsed(file)
    if raw.get("doc_id") != file.stem:
        raise GoldError(file, f"doc_id is {raw.get('doc_id')!r}, not the file's name")
    fields: dict[str, Any] = {
        "doc_id": file.stem,
        "source": str(text_file),
        "sha256": hashlib.sha256(content).hexdigest(),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "extractor_version": "gold",
        "document": _known(raw.get("document"), DocumentFacts),
    }
    for name, model in _LISTS.items():
        if not isinstance(raw.get(name), list):
            raise GoldError(file, f"{name}: a list is missing")
        fields[name] = [_fact(file, f"{name}[{i}]", fact, model, text) for i, fact in enumerate(raw[name])]
    try:
        facts = Facts.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise GoldError(file, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    _check_clusters(file, facts)
    return GoldDocument(text_file=text_file, text=text, facts=facts)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(path, error.strerror or "cannot be read") from None


def _decoded(path: Path, content: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise GoldError(path, f"not UTF-8 (byte {error.start})") from None


def _parsed(file: Path) -> dict[str, Any]:
    try:
        raw = json.loads(_decoded(file, _content(file)))
    except json.JSONDecodeError as error:
        raise GoldError(file, f"not JSON: {error.msg} (line {error.lineno})") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, GoldError):
            raise
        raise GoldError(file, f"not JSON that can be read: {error}") from None
    if not isinstance(raw, dict):
        raise GoldError(file, "not a JSON object")
    return raw


def _known(value: object, model: type[BaseModel]) -> object:
    """The keys that the model has: a gold file may hold more."""
    return {k: v for k, v in value.items() if k in model.model_fields} if isinstance(value, dict) else value


def _fact(file: Path, where: str, value: object, model: type[BaseModel], text: str) -> object:
    if not isinstance(value, dict):
        raise GoldError(file, f"{where}: not an object")
    quotes = value.get("evidence")
    if not isinstance(quotes, list) or not all(isinstance(quote, str) for quote in quotes):
        raise GoldError(file, f"{where}: evidence is not a list of quotes")
    evidence = []
    for quote in quotes:
        span = locate(quote, text)
        if span is None:
            raise GoldError(file, f"{where}: not in the text: {quote[:80]!r}")
        evidence.append({"start": span[0], "end": span[1], "quote": text[slice(*span)]})
    return {**{k: v for k, v in value.items() if k in model.model_fields}, "evidence": evidence}


def _check_clusters(file: Path, facts: Facts) -> None:
    ids = [cluster.id for cluster in facts.clusters]
    for one in ids:
        if ids.count(one) > 1:
            raise GoldError(file, f"clusters: {one} stands twice")
    for name in _LISTS:
        for i, fact in enumerate(getattr(facts, name)):
            cluster = getattr(fact, "cluster", None)
            if cluster is not None and cluster not in ids:
                raise GoldError(file, f"{name}[{i}]: unknown cluster {cluster}")
