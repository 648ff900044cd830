"""Titles of a person: completed from the list they stand in, and the forms of one title merged."""

from extractors.context import Context
from extractors.people import Person
from extractors.places import level_at
from extractors.title_grammar import Title
from extractors.units import Unit
from models.names import fold_name, similarity, texts_agree

_MISSPELT = 0.8
_CENTRAL = frozenset({"ương", "tw"})
_SHORT_CUES = frozenset({"ô", "b", "đc", "ông", "bà"})
_GIVES_UNIT = frozenset({"là", "của", "về", "cho", "thuộc", "giao", "bầu", "chọn", "với"})
_LONGEST_LEAD = 24
_NO_TITLES = frozenset({"thư ký"})
"""Labels of minutes that look like offices: ``Thư ký: đ/c Phạm Thị Thoa``."""
_IN_DELEGATION = frozenset({"trưởng đoàn", "phó trưởng đoàn", "phó đoàn", "thư ký đoàn"})
"""Parts in a visit or inspection, which are no offices of an organisation (guidelines, point 28)."""


def titles_of(context: Context, person: Person) -> tuple[str, ...]:
    """The titles that one mention gives, each with the organisation that its list or label names."""
    titles = [title for title in person.titles if title.text.casefold() not in _IN_DELEGATION]
    shared = None if titles else _shared(context, person) or _behind_unit(context, person)
    if shared is not None:
        return (shared,)
    if not titles:
        return ()
    written = [title.text for title in titles]
    last = titles[-1]
    if (longer := _of_member(context, last)) is not None:
        written[-1] = longer
        return tuple(written)
    if (placed := _placed(context, person, last)) is not None:
        written[-1] = placed
        return tuple(written)
    unit = None
    if _open(context, last):
        unit = _unit_before(context, person) or _unit_after(context, person, last) or _side(context, person, last)
    if unit is not None and not set(fold_name(unit.name)) <= set(fold_name(last.text)):
        written[-1] = _joined(last.text, unit.name)
    return tuple(written)


def _joined(title: str, unit: str) -> str:
    """A title with its unit, the words that both have once: ``Chủ tịch CĐCS`` of ``CĐCS Công ty X``."""
    words, named = title.split(), unit.split()
    folded, whole = [word.casefold() for word in words], [word.casefold() for word in named]
    shared = next((k for k in range(min(len(words), len(named)), 0, -1) if folded[-k:] == whole[:k]), 0)
    return " ".join((*words[: len(words) - shared], *named))


def merged(titles: list[str]) -> tuple[str, ...]:
    """One string an office: the fullest form, in order; a misspelt or shortened repeat is the same title."""
    kept: list[str] = []
    for title in titles:
        same = next((at for at, other in enumerate(kept) if _same(other, title)), None)
        if same is None:
            kept.append(title)
        elif len(fold_name(title)) > len(fold_name(kept[same])):
            kept[same] = title
    return tuple(kept)


def _same(one: str, other: str) -> bool:
    if texts_agree(one, other):
        return True
    left, right = fold_name(one), fold_name(other)
    if not left or not right or left[0] != right[0]:
        return False
    short, long = sorted((left, right), key=len)
    return _in_order(short, long) or (left[:2] == right[:2] and similarity(one, other) >= _MISSPELT)


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of ``short`` stand in ``long`` in the same order, the first at its beginning."""
    rest = iter(long)
    return all(word in rest for word in short)


# -- completion (point 32) -------------------------------------------------------------------------------------------


def _of_member(context: Context, title: Title) -> str | None:
    """A title with the whole name of a member, where it stops within: ``Giám đốc Công ty Dịch vụ | sửa chữa Phú Gia``."""
    if title.unit is None:
        return None
    starts, ends = context.mentions.tokens.starts, context.mentions.tokens.ends
    begin, end = starts[title.first], ends[title.last - 1]
    for units in context.members.values():
        for unit in units:
            at = context.text.find(unit.name, begin, end + len(unit.name))
            if at >= 0 and at < end < at + len(unit.name):
                return " ".join(context.text[begin : at + len(unit.name)].split())
    return None


def _open(context: Context, title: Title) -> bool:
    """Whether a title leaves its organisation out: ``Phó Viện trưởng``, ``Chủ tịch Công đoàn``."""
    if title.unit is not None and (title.unit.place is not None or title.unit.level is not None):
        return False
    words = fold_name(title.text)
    tokens = context.mentions.tokens
    levels = any(level_at(tokens, j) is not None for j in range(title.first, title.last))
    return not (levels or set(words) & _CENTRAL or words[-1] in {"ủy", "đoàn"} and "công" not in words)


def _placed(context: Context, person: Person, title: Title) -> str | None:
    """``Chủ tịch UBND xã`` with the place of the unit that the line is about: ``Đảng bộ xã Vụ Bổn: đ/c X, …``."""
    tokens = context.mentions.tokens
    level = level_at(tokens, title.last - 1)
    if level is None or level[0] != title.last or level[1] == "tỉnh":
        return None
    unit = _unit_before(context, person)
    if unit is None or unit.place is None or unit.level != level[1]:
        return None
    return f"{title.text} {unit.place}"


def _unit_before(context: Context, person: Person) -> Unit | None:
    """The unit that a line or bracket gives people for: ``Sở Y tế: ông X, Phó Giám đốc``, ``Sở Y tế (ông X, …)``."""
    tokens, grammar = context.mentions.tokens, context.mentions.units
    j = person.first - 1
    if tokens.norm_at(j) == "." and tokens.norm_at(j - 1) in _SHORT_CUES:
        j -= 2
    if tokens.norm_at(j) == ",":
        return _unit_beside(context, person, j)
    if tokens.norm_at(j) not in {":", "(", "-", "–"}:
        return None
    line, _ = context.line_at(person.first)
    end = j
    if tokens.norm_at(end - 1) == ")":
        while end > line and tokens.norm_at(end) != "(":
            end -= 1
    for k in range(end - 1, max(line, end - _LONGEST_LEAD) - 1, -1):
        if tokens.norm_at(k) in {":", ";", "."}:
            return None
        if not tokens.is_capital(k):
            continue
        for start in range(max(line, end - _LONGEST_LEAD), k + 1):
            unit = grammar.unit_at(start) if tokens.is_capital(start) else None
            if unit is not None and unit.last == end:
                return unit
        return None
    return None


def _unit_beside(context: Context, person: Person, comma: int) -> Unit | None:
    """The unit whose holder of a bare office is named next: ``… là của Ngân hàng X, ông Y, Giám đốc, …``."""
    tokens, grammar = context.mentions.tokens, context.mentions.units
    if not person.cued or len(person.titles) != 1 or person.titles[0].unit is not None:
        return None
    sentence, _ = context.sentence_at(person.first)
    for start in range(max(sentence, comma - _LONGEST_LEAD), comma):
        before = tokens.norm_at(start - 1)
        if not tokens.is_capital(start) or (start > sentence and before not in _GIVES_UNIT):
            continue
        unit = grammar.unit_at(start)
        if unit is not None and unit.last == comma and unit.category not in {"place", "local"}:
            return unit
    return None


def _unit_after(context: Context, person: Person, title: Title) -> Unit | None:
    """The unit that ends the line of a list: ``- Ông X - Phó Giám đốc - Trung tâm Y tế huyện Y``."""
    tokens = context.mentions.tokens
    if title.unit is not None or tokens.norm_at(person.last) not in {",", "-", "–", "—"}:
        return None
    unit = context.mentions.units.unit_at(person.last + 1)
    _, last = context.line_at(person.first)
    ends = unit is not None and (
        unit.last == last or (unit.last == last - 1 and tokens.norm_at(unit.last) in {".", ";", ","})
    )
    return unit if unit is not None and unit.head and ends else None


def _behind_unit(context: Context, person: Person) -> str | None:
    """The office in brackets behind the unit of a list: ``- Ông X - Trung tâm Y tế huyện Y (Phó Giám đốc)``."""
    tokens = context.mentions.tokens
    if tokens.norm_at(person.last) not in {",", "-", "–", "—", ":"}:
        return None
    unit = context.mentions.units.unit_at(person.last + 1)
    if unit is None or not unit.head or tokens.norm_at(unit.last) != "(":
        return None
    title = context.mentions.grammar.title_at(unit.last + 1)
    if title is None or tokens.norm_at(title.last) != ")":
        return None
    return f"{title.text} {unit.name}" if title.unit is None else title.text


_SIDES = frozenset({"phía", "diện"})
"""Last syllables of what opens a list of one body's people: ``Về phía Sở Y tế có``, ``đại diện Hội X là``."""
_SIDE_LINKS = frozenset({"có", "là", "gồm", ":"})
_FARTHEST_SIDE = 60


def _side(context: Context, person: Person, title: Title) -> Unit | None:
    """The body whose people a sentence lists: ``Về phía VKSND tỉnh X có đ/c A, Viện trưởng; đ/c B, Trưởng phòng``."""
    tokens, grammar = context.mentions.tokens, context.mentions.units
    if title.unit is not None:
        return None
    sentence, _ = context.sentence_at(person.first)
    for j in range(person.first - 1, max(sentence, person.first - _FARTHEST_SIDE) - 1, -1):
        if tokens.norm_at(j) not in _SIDES:
            continue
        unit = grammar.unit_at(j + 1)
        body = unit is not None and unit.head and unit.category not in {"place", "local"}
        return unit if unit is not None and body and tokens.norm_at(unit.last) in _SIDE_LINKS else None
    return None


def _shared(context: Context, person: Person) -> str | None:
    """The office that heads a list: ``Giám đốc Công an các tỉnh: Đại tá A (Gia Lai), Đại tá B (Đắk Nông)``."""
    tokens, mentions = context.mentions.tokens, context.mentions
    sentence, _ = context.sentence_at(person.first)
    low = max(sentence, person.first - 120)
    for colon in range(person.name_first - 1, low - 1, -1):
        norm = tokens.norm_at(colon)
        if norm in {";", "."}:
            return None
        if norm == ":":
            break
    else:
        return None
    for i in range(colon - 1, max(low, colon - 16) - 1, -1):
        if "office" not in mentions.hits.get(i, {}):
            continue
        longer = mentions.hits.get(i - 1, {}).get("office")
        if longer is not None and longer.last > i:
            # "Phó | Giám đốc"
            continue
        title = mentions.grammar.title_at(i)
        if title is not None and colon - title.last <= 3 and _only_levels(context, title.last, colon):
            return _for_place(context, title, person)
    return None


def _only_levels(context: Context, first: int, last: int) -> bool:
    """Whether ``các tỉnh``, ``các huyện`` or nothing stands between."""
    words = set(context.mentions.tokens.norm[first:last])
    return words <= {"các", "tỉnh", "huyện", "xã", "phường", "thành", "phố", ",", "sở"}


def _for_place(context: Context, title: Title, person: Person) -> str | None:
    tokens = context.mentions.tokens
    text = title.text
    if text.casefold() in _NO_TITLES:
        return None
    head = text.partition(" các ")[0]
    level = text.partition(" các ")[2].split(",")[0].strip() or "tỉnh"
    if tokens.norm_at(person.last) == "(" and tokens.is_capital(person.last + 1):
        close = next(
            (j for j in range(person.last + 1, min(person.last + 9, len(tokens))) if tokens.norm_at(j) == ")"), None
        )
        if close is not None:
            place = tokens.string(person.last + 1, close)
            return f"{head} {place}" if level_at(tokens, person.last + 1) else f"{head} {level} {place}"
    return head
