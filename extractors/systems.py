"""The system a cluster belongs to: said behind its name or of the clusters in general, or certain from what is said."""

import re

from spacy.tokens import Doc

from extractors.clusters import ClusterEntity, ClusterGrammar
from extractors.context import Context
from extractors.letterheads import COMMITTEE, issuers, issuers_of_cluster
from extractors.lexicon import data
from extractors.units import Unit
from models.names import fold_name, units_agree
from models.places import province_named

_DATA = data("systems")
_UNION = ("liên", "hiệp", "các")
_LOWER_LEVELS = frozenset({"huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu"})
_PAPERS = frozenset({"official_report", "minutes", "decision", "notice"})


def settle_systems(doc: Doc) -> None:
    """Give every cluster that has none the system that the text names elsewhere."""
    context: Context = doc._.context
    said = _said_of_all(context)
    paper = doc._.front is not None and doc._.front.kind in _PAPERS
    heads = issuers(doc) if paper else issuers_of_cluster(doc)
    for entity in context.clusters:
        if entity.system is None:
            entity.system = _behind_gloss(context, entity)
        if entity.system is not None:
            entity.system = _in_full(context, entity.system)
    explicit = {entity.id for entity in context.clusters if entity.system is not None}
    for entity in context.clusters:
        if entity.id not in explicit:
            own = _own_body(context, entity)
            entity.system = (
                (said if own is None or said is None or _related(own, said) else None)
                or _of_sibling(context, entity, explicit)
                or _of_letterhead(context, entity, heads)
                or _of_superior(context, entity)
                or _of_province(context, entity)
                or _of_single_body(context, own)
                or _of_clusters_in_place(context, entity)
            )
    for entity in context.clusters:
        if entity.system is None:
            entity.system = _of_most(context, entity)


def _in_full(context: Context, system: str) -> str:
    """``Công an tỉnh`` as the document writes it in full: ``Công an tỉnh Đồng Tháp``."""
    if system.casefold().rsplit(" ", 1)[-1] not in {"tỉnh", "huyện", "phố", "xã", "quận"}:
        return system
    words = tuple(fold_name(system))
    named = (unit.name for unit in _placed(context) if unit.name != system)
    return next((name for name in named if tuple(fold_name(name))[: len(words)] == words), system)


def _placed(context: Context) -> list[Unit]:
    """The organisations with a place that the text names, in order."""
    grammar = context.mentions.units
    units = (grammar.unit_at(i) for i in grammar.head_starts)
    return [unit for unit in units if unit is not None and unit.head and unit.level is not None]


def _behind_gloss(context: Context, entity: ClusterEntity) -> str | None:
    """The system behind an abbreviation or slash: ``Khối thi đua các doanh nghiệp (DN) thuộc tỉnh X``, ``Cụm số 5/Bộ Y``.

    ``lực lượng X`` is one too.
    """
    tokens, grammar = context.mentions.tokens, ClusterGrammar(context.mentions)
    for mention in entity.mentions:
        i = mention.last
        if tokens.norm_at(i) == "(" and tokens.shape_at(i + 1) == "U" and tokens.norm_at(i + 2) == ")":
            system, _ = grammar.system_at(i + 3)
            if system is not None:
                return system
        if tokens.norm_at(i) == "/" and (unit := context.mentions.units.unit_at(i + 1)) is not None and unit.head:
            return unit.name
        while tokens.norm_at(i) in {"của", "thuộc", "-", "–", "("}:
            i += 1
        force = i + 2 if (tokens.norm_at(i), tokens.norm_at(i + 1)) == _FORCE else i + 1
        if force == i + 2 or tokens.words[i : i + 1] == ["LL"]:
            last, _ = context.mentions.units.extent(force)
            while tokens.shape_at(i) == "U" == tokens.shape_at(last) and last < context.line_at(i)[1]:
                last += 1
            if last > force:
                return tokens.string(i, last)
    return None


_FORCE = ("lực", "lượng")


def _said_of_all(context: Context) -> str | None:
    """The system of the clusters in general: ``các cụm thi đua ngành Thanh tra``, ``cụm, khối thi đua thuộc tỉnh X``."""
    grammar = ClusterGrammar(context.mentions)
    tokens = context.mentions.tokens
    named = {mention.first for mention in context.cluster_mentions}
    for i in context.mentions.hits.starts("cluster"):
        last = context.mentions.hits[i]["cluster"].last
        if last == i + 1 or i in named:
            continue
        if tokens.norm_at(last) == "trong" and tokens.norm_at(last + 1) == "ngành":
            last += 1
        if tokens.norm_at(last) in {",", "-", "–"} or tokens.shape_at(i) == "U" != tokens.shape_at(last):
            continue
        system, _ = grammar.system_at(last)
        if system is not None:
            return _in_full(context, system)
    return None


def _of_sibling(context: Context, entity: ClusterEntity, explicit: set[str]) -> str | None:
    """The system of the document's other numbered clusters, for one that is called by its number alone."""
    if entity.number is None or len(entity.name.split()) > _LONGEST_NUMBERED:
        return None
    siblings = {
        other.system
        for other in context.clusters
        if other.id in explicit and other.number is not None and len(other.name.split()) <= _LONGEST_NUMBERED
    }
    return siblings.pop() if len(siblings) == 1 else None


_LONGEST_NUMBERED = 5


def _of_most(context: Context, entity: ClusterEntity) -> str | None:
    """The system that all other clusters share, of one named among them and not in a teaser."""
    if all(context.role_at(mention.first) == "teaser" for mention in entity.mentions):
        return None
    others = [other.system for other in context.clusters if other is not entity and other.system is not None]
    return others[0] if len(others) > 1 and len(set(others)) == 1 else None


def _of_letterhead(context: Context, entity: ClusterEntity, heads: list[str]) -> str | None:
    """The lowest issuing organisation that is not itself a member; ``UBND TỈNH X`` stands for ``TỈNH X``."""
    members = context.members.get(entity.id, ())
    for head in reversed(heads):
        name = COMMITTEE.sub("", head) or head
        of_place = name != head or name.casefold().startswith(("tỉnh ", "thành phố ", "huyện ", "quận ", "thị xã "))
        alike = [member for member in members if units_agree(name, member.name)]
        if not any((member.category == "place") == of_place for member in alike):
            return name
    return None


def _of_superior(context: Context, entity: ClusterEntity) -> str | None:
    """The organisation that the text names and whose local bodies the members are (guidelines, point 2)."""
    members = context.members.get(entity.id, [])
    heads = {_kind(member) for member in members if member.head}
    heads |= {tuple(fold_name(head)) for head in [_in_name(context, entity)] if head is not None}
    if not heads:
        return None
    names = [member.name for member in members]
    levels = [member.level for member in members if member.head and member.level]
    if sum(level in _LOWER_LEVELS for level in levels) * 2 > len(levels):
        for unit in _placed(context):
            if unit.place is not None and province_named(unit.place) is not None and _kind(unit) in heads:
                if not any(units_agree(unit.name, name) for name in names):
                    return unit.name
    central = {
        words: name for words, name in _central(context).items() if name not in names or words[-2:] == ("việt", "nam")
    }
    for words, name in central.items():
        own = tuple(word for word in words if word not in {"việt", "nam", "trung", "ương"})
        if len(own) < 2:
            # "Trung ương Hội" tells nothing by itself
            continue
        if len(own) < len(words) and (own in heads or own[3:] in heads and own[:3] == _UNION):
            return name
    for head in heads:
        for pattern, system in _DATA["central"]:
            if re.fullmatch(pattern, " ".join(head)):
                for words, name in central.items():
                    if " ".join(words) == system:
                        return name
                    if " ".join(words).endswith(f" {system}"):
                        # "Ủy ban Trung ương MTTQ Việt Nam" governs the MTTQ Việt Nam
                        return _last_words(name, system)
    if heads == {("hội",)}:
        unions = [name for words, name in central.items() if words[0] == "hội" and words[-2:] == ("việt", "nam")]
        return unions[0] if len(unions) == 1 else None
    return None


def _last_words(name: str, system: str) -> str:
    """The end of a name that says the same as ``system``, folded words."""
    words = name.split()
    ends = (" ".join(words[k:]) for k in range(len(words)))
    return next((end for end in ends if " ".join(fold_name(end)) == system), name)


def _kind(unit: Unit) -> tuple[str, ...]:
    """The folded words that a unit's name shares with those of its kind: ``Hội LHPN tỉnh Quảng Nam`` without the place."""
    words = tuple(fold_name(unit.name))
    placed = tuple(fold_name(f"{unit.level or ''} {unit.place or ''}"))
    return words[: -len(placed)] if placed and words[-len(placed) :] == placed else tuple(fold_name(unit.head))


def _central(context: Context) -> dict[tuple[str, ...], str]:
    """The organisations without a place that the text names, by their folded words, in order."""
    grammar = context.mentions.units
    central: dict[tuple[str, ...], str] = {}
    last = 0
    for i in sorted(context.mentions.hits):
        unit = grammar.unit_at(i) if i >= last else None
        if unit is not None and unit.place is None and context.mentions.tokens.norm_at(unit.last) != "các":
            central.setdefault(tuple(fold_name(unit.name)), unit.name)
            last = unit.last
    return central


def _in_name(context: Context, entity: ClusterEntity) -> str | None:
    """The organisation in a cluster's own name: ``Hội Nhà báo`` of ``Cụm thi đua Hội Nhà báo các tỉnh Tây Bắc``."""
    tokens, grammar = context.mentions.tokens, context.mentions.units
    mention = max(entity.mentions, key=lambda mention: len(mention.name))
    for i in range(mention.first + 1, mention.name_last):
        unit = grammar.unit_at(i) if grammar.head_at(i) is not None else None
        if unit is not None and "cluster" not in context.mentions.hits.get(i, {}):
            last = min(unit.last, mention.name_last)
            stop = next((k for k in range(i, last) if tokens.norm[k] == "các" and k > i + 1), last)
            return tokens.string(i, stop)
    return None


def _own_body(context: Context, entity: ClusterEntity) -> str | None:
    """The organisation in a cluster's own name, if it is one with a name: ``MTTQ`` of ``Cụm thi đua số 2 MTTQ các xã``."""
    own = _in_name(context, entity)
    return own if own is not None and any(word[:1].isupper() for word in own.split()) else None


def _related(own: str, system: str) -> bool:
    """Whether an organisation can be a part of another: they share a word, or one is a place's or a trade's."""
    words = set(fold_name(own)) - _COMMON
    said = tuple(fold_name(system))
    return bool(words & set(said)) or not words or said[:1] in _OF_ALL or said[:2] in _OF_ALL


_COMMON = frozenset({"hội", "ban", "việt", "nam", "các", "tỉnh", "trung", "ương"})
_OF_ALL = frozenset({("tỉnh",), ("huyện",), ("quận",), ("ngành",), ("thành", "phố"), ("thị", "xã"), ("xã",), ("ubnd",)})


def _of_single_body(context: Context, own: str | None) -> str | None:
    """The body whose branches the members are, named in the cluster's own name: ``Kiểm toán nhà nước``, a bank."""
    words = tuple(fold_name(own or ""))
    for names in _DATA["single_bodies"]:
        for name in names:
            body = tuple(fold_name(name))
            if body in (words[-len(body) :], words[: len(body)]):
                full = names[0] if name == names[0] else None
                return _written(context, {tuple(fold_name(known)) for known in names}, full) or names[0]
    return None


def _written(context: Context, bodies: set[tuple[str, ...]], full: str | None) -> str | None:
    """The name of a body as the text writes it, best with ``Việt Nam``, then in ``full``."""
    central = _central(context)
    whole = (name for known, name in central.items() if known[-2:] == ("việt", "nam") and known[:-2] in bodies)
    return (
        next(whole, None)
        or full
        or next((central[body] for body in sorted(bodies, key=len)[::-1] if body in central), None)
    )


def _of_clusters_in_place(context: Context, entity: ClusterEntity) -> str | None:
    """``tỉnh X`` where the text speaks of ``các cụm, khối thi đua của tỉnh`` and the members are no provincial bodies."""
    tokens = context.mentions.tokens
    members = context.members.get(entity.id, ())
    provincial = [member for member in members if member.level == "tỉnh"]
    if context.province is None or len(provincial) > 1:
        return None
    for i in context.mentions.hits.starts("cluster"):
        if tokens.norm_at(i - 1) not in {"các", "những"} and tokens.norm_at(i - 2) not in {"các", "những"}:
            continue
        for j in range(i + 1, i + _FARTHEST_OWNER):
            if tokens.norm_at(j) in {"của", "thuộc", "trong"} and tokens.norm_at(j + 1) == "tỉnh":
                if not tokens.is_capital(j + 2):
                    return f"tỉnh {context.province}"
            if tokens.shape_at(j) not in "L" and tokens.norm_at(j) != ",":
                break
    return None


_FARTHEST_OWNER = 8


def _of_province(context: Context, entity: ClusterEntity) -> str | None:
    """The document's province, of a cluster said to be ``của tỉnh``: ``Cụm thi đua số 10 thành phố``."""
    tokens = context.mentions.tokens
    for mention in entity.mentions:
        i = mention.last
        while tokens.norm_at(i) in {"của", "thuộc", "trực"}:
            i += 1
        bare = tokens.norm_at(i) if not tokens.is_capital(i + 1) else ""
        if bare == "tỉnh" and context.province is not None:
            return f"tỉnh {context.province}"
        if bare == "thành" and tokens.norm_at(i + 1) == "phố" and not tokens.is_capital(i + 2) and context.province:
            return f"thành phố {context.province}"
    return None
