"""Whose office it is: the cluster named with the office, or with the next one, or the one its passage is about."""

from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.headship_times import Office
from models.facts import Role

_KINDS = {"cụm": "cum", "khối": "khoi"}
_OWN = frozenset({"thi", "năm", "số", "là", "và", "đã", "sẽ", "do", "của", "này", "trong"})
_LONGEST_CHAIN = 60


class OfficeClusters:
    """Looks up the clusters of the offices in one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits

    def cluster(self, office: Office) -> ClusterEntity | None:
        """The cluster that an office is in; a ``Trưởng khối`` heads no ``cụm``."""
        named = self._named_with(office)
        if named is not None:
            return named
        if self._of_something_else(office):
            return None
        if len(self.context.clusters) <= 1:
            return self.context.main_cluster
        found = self._named_with_next(office) or self.context.cluster_for(office.first)
        kind = self._kind(office)
        if found is None or kind is None or found.kind == kind:
            return found
        return self._last_of_kind(office, kind) or found

    def _named_with(self, office: Office) -> ClusterEntity | None:
        """``Cụm trưởng Cụm thi đua số 7``."""
        return next(iter(self.context.clusters_named(office.last, office.last + 3)), None)

    def _of_something_else(self, office: Office) -> bool:
        """``Cụm trưởng cụm thi công số 2``, where no cluster of the document is named."""
        hit = self.hits.get(office.last, {}).get("cluster")
        if hit is None or hit.last > office.last + 1:
            return False
        return self.tokens.shape_at(office.last + 1) == "L" and self.tokens.norm_at(office.last + 1) not in _OWN

    def _named_with_next(self, office: Office) -> ClusterEntity | None:
        """The cluster named with the last of several offices: ``X làm Cụm trưởng, Y làm Cụm phó Cụm thi đua số 7``."""
        first, last = self.context.sentence_at(office.first)
        if self.context.names_cluster(first, office.first):
            return None
        for i in range(office.last, min(last, office.last + _LONGEST_CHAIN)):
            if self.tokens.norm[i] in {";", "."}:
                return None
            here = self.hits.get(i, {})
            role: Role | None = "deputy" if "deputy" in here else "head" if "head" in here else None
            if role is not None:
                return self._named_with(Office(i, here[role].last, role))
        return None

    def _kind(self, office: Office) -> str | None:
        words = self.tokens.norm[office.first : office.last]
        return next((kind for word, kind in _KINDS.items() if word in words), None)

    def _last_of_kind(self, office: Office, kind: str) -> ClusterEntity | None:
        """The cluster of that kind named last before an office, else the only one of its kind."""
        entities = [entity for entity in self.context.clusters if entity.kind == kind]
        named = [(m.first, entity) for entity in entities for m in entity.mentions if m.first < office.first]
        if named:
            return max(named, key=lambda item: item[0])[1]
        return entities[0] if len(entities) == 1 else None
