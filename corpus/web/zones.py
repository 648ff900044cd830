"""What the names of a page's parts say of them: menus, comments, related news, by tag, class, id and heading."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Zone = Literal["furniture", "comments", "related"]

_TAGS: dict[str, Zone] = {"nav": "furniture", "footer": "furniture", "aside": "furniture", "amp-sidebar": "furniture"}
_ROLES: dict[str, Zone] = {
    "navigation": "furniture",
    "contentinfo": "furniture",
    "search": "furniture",
    "banner": "furniture",
    "complementary": "furniture",
    "dialog": "furniture",
}
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|hide|d-none|sr-only|visually-hidden|screen-reader-text|offscreen)(?:\s|$)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
ORDER: tuple[Zone, ...] = ("related", "comments", "furniture")
"""What counts where a part is named as several."""
_LONGEST_HEADING = 80
_LONG_NAME = 8
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d")
_AFTER_HEADING = re.compile(r"[\s:(\[]*\d*[\s)\].:]*$")  # how many there are


def zone_of(element: "HtmlElement") -> Zone | None:
    """The zone that an element opens, by its names alone."""
    tag = cast("str", element.tag)
    names = " ".join(filter(None, map(element.get, ("id", "class", "type"))))
    named = _zone_of_names(names) if names else None
    return named or _TAGS.get(tag) or _ROLES.get(element.get("role") or "")


@lru_cache(4096)
def is_hidden_class(names: str) -> bool:
    """Whether an element of these classes is not shown."""
    return _HIDDEN_CLASS.search(names) is not None


@lru_cache(4096)
def _zone_of_names(names: str) -> Zone | None:
    spaced = _CAMEL.sub("-", names).lower()
    return next((zone for zone in ORDER if _names()[zone].search(spaced)), None)


@lru_cache(4096)
def zone_of_heading(line: str) -> Zone | None:
    """The zone that a line opens by what it says: "Tin liên quan", "Ý kiến bạn đọc"."""
    if len(line) > _LONGEST_HEADING:
        return None
    plain = _AFTER_HEADING.sub("", line.strip(" .:…»>|–-▪•*[]")).lower()
    return next((zone for zone in ORDER if plain in _data()[f"heading-{zone}"]), None)


def is_control(line: str) -> bool:
    """Whether a line is what one clicks on, or a counter, and tells nothing: "In trang", "Chia sẻ", "A- A A+"."""
    if len(line) > _LONGEST_HEADING or _DAY.search(line):
        return False
    return _controls().fullmatch(line.lower()) is not None


@cache
def _names() -> Mapping[Zone, re.Pattern[str]]:
    return {zone: re.compile("|".join(map(_name, sorted(_data()[f"name-{zone}"])))) for zone in ORDER}


def _name(words: str) -> str:
    """A name as a word of its own; long ones inside of others too ("box-tinlienquanv2")."""
    return re.escape(words) if len(words) >= _LONG_NAME else rf"(?<![a-z]){re.escape(words)}(?![a-z])"


@cache
def _controls() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_data()["control"], key=len, reverse=True))
    return re.compile(rf"[\W\d]*(?:(?:{words})(?!\w)[\W\d]*)+")


@cache
def _data() -> Mapping[str, frozenset[str]]:
    """The words of ``corpus/web/data/zones.tsv``, by what they tell."""
    lines = (files("corpus.web") / "data" / "zones.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, set[str]] = {}
    for line in lines:
        kind, words = line.split("\t")
        found.setdefault(kind, set()).add(words)
    return {kind: frozenset(words) for kind, words in found.items()}
