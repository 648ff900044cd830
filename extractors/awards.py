"""Awards: proposals, grants and votes, with their recipients; and the rankings inside a cluster."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from extractors.award_annexes import Annex, cluster_of_row, kind_of_row, recipients_of_row
from extractors.award_clauses import PEOPLE_OF, Chunk, Chunker
from extractors.award_clusters import cluster_in, clusters_of, heading_cluster
from extractors.award_facts import AwardRows
from extractors.award_frames import Frame, FrameReader, Lead
from extractors.award_lists import OpenList, list_mark, past_bars, read_list_line
from extractors.award_names import AwardLexicon
from extractors.award_recipients import Recipient
from extractors.award_years import paragraph_year, spans_years, this_year, titled_year, year_in, year_told
from extractors.context import Context, Record
from extractors.lexicon import Hit, data
from extractors.rankings import Placing, RankingReader, RankTable, inline_numbers, numbered_ranking, table_header
from extractors.tokens import DASHES
from models import Award, DocumentFacts, Evidence
from models.facts import AwardKind, AwardStatus
from models.names import units_agree

_ROLES = frozenset({"body", "item", "caption", "teaser"})
_LEADING: dict[str, AwardStatus] = {"propose": "proposed", "give": "granted", "vote": "voted"}
_LONGEST_HEADING = 16
_SHORT = 20
_OF_DECISION = 16
_RESULTS = ("kết quả", "kết luận")
_LEADING_WORDS = frozenset({"dẫn", "đứng"})
_MARK = 2
"""The tokens of a list mark."""
_VOTING = tuple(data("awards")["ranks"]["voting"])
_CONTESTS = tuple(data("awards")["ranks"]["contests"])
_ASKING = frozenset({"trình"})
_SECTIONS: dict[AwardStatus, list[str]] = data("awards")["sections"]
_SECTION_WORDS = frozenset(phrase.split()[0] for phrases in _SECTIONS.values() for phrase in phrases)
_FAILED = tuple(data("awards")["failed"])
_BEFORE_RANK = frozenset(data("awards")["ranks"]["before_rank"])
_POINTING = frozenset({"này", "trên", "nói", "nêu", "vừa", "kể", "đó", "ấy"})
_GOING_ON = frozenset({"dẫn", "đơn", "thuộc", "thành", "đứng", "(", "là", "hạng", "xếp", "nhất"})
_APPOSING = frozenset({",", "-", "–", "là", "("})


class AwardFinder:
    """Finds the awards of one document, sentence by sentence.

    Lines that lead up to a list, headings and tables are kept in mind for the lines below them.
    """

    def __init__(self, context: Context, front: DocumentFacts | None, hits: dict[int, dict[str, Hit]]) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.chunker = Chunker(context, hits)
        self.kind = front.kind if front is not None else "other"
        decision = self.kind == "decision"
        title = front.title if front is not None else None
        self.results = title is not None and any(words in title.casefold() for words in _RESULTS)
        """Whether a notice makes known what has been decided rather than what is to be done."""
        self.year = (titled_year(title) if decision and title else None) or context.year
        self.issuer = _issuer(context) if decision else None
        self.rows = AwardRows()
        self.lead: Lead | None = None
        self.table: RankTable | None = None
        self.list: OpenList | None = None
        self.annex = Annex()
        self.heading: str | None = None
        """The cluster that a line of its own names above the lines that are read."""
        self.item: tuple[str, AwardStatus] | None = None
        """List mark and status of the last item about awards."""
        self.before: tuple[int, int] | None = None
        """The sentence before, if it is of the same line."""
        self.section: AwardStatus | None = "proposed" if title and _ASKING & set(title.casefold().split()) else None
        """What the last heading says of awards below it: proposed or granted."""
        self.read = 0
        """The token up to which lines that go on a row have been read with it."""
        self.dated: list[tuple[int, int]] = []
        """The awards of the sentence that have years of their own."""
        self.above: int | None = None
        """The year that the last heading or leading line tells."""
        self.ranked: dict[int, list[Recipient]] = {}
        """Those who hold a rank, for ``hai đơn vị hạng nhất``."""

    def awards(self) -> tuple[Award, ...]:
        """The facts in order, repetitions merged."""
        for first, last, item in self._passages():
            if self.before is not None and self.context.line_at(first)[0] > self.before[0]:
                self.before = None
            self._sentence(first, last, item=item)
            self.before = first, last
        self._end_list()
        facts = self.rows.facts(annexed=self.kind == "decision")
        filled = self.annex.filled
        return tuple(fact for fact in facts if fact.recipient or (fact.name, fact.recipient_kind) not in filled)

    def _passages(self) -> Iterator[tuple[int, int, bool]]:
        """The sentences that can state awards, and whether they are items of a list."""
        context = self.context
        for first, last in context.token_sentences:
            role = context.role_at(first) if first < last else ""
            if role == "heading":
                self.above = year_in(context, first, last)
                self._section(first, last)
            if role in _ROLES:
                # The headline of a teaser, without final stop, tells a fact seldom and never in full.
                if role != "teaser" or self.tokens.norm_at(last - 1) in {".", ";"}:
                    yield first, last, role == "item"
        if self.kind == "decision":
            yield from self._annex()

    def _annex(self) -> Iterator[tuple[int, int, bool]]:
        """The lines of lists that follow a decision's signature without a title of their own."""
        opened = False
        for start, end, role in self.context.lines:
            if role == "signature":
                first, last = self.context.token_range(start, end)
                opened = opened or self.chunker.triggers(first, last, rows=False)
                if opened and first < last:
                    yield first, last, True

    # -- sentences and lines -------------------------------------------------------------------------------------------

    def _sentence(self, first: int, last: int, *, item: bool) -> None:
        if last - first <= _LONGEST_HEADING:
            goes_on = item and list_mark(self.tokens, first) != "điều"
            self.heading = heading_cluster(self.context, first, last) or (self.heading if goes_on else None)
        if self.tokens.norm_at(last - 1) == ":":
            self.above = year_in(self.context, first, last)
        elif last - first <= _LONGEST_HEADING and self.tokens.norm_at(last - 1) not in {".", ";", ","}:
            self.above = year_in(self.context, first, last) or self.above
            self._section(first, last)
        if first < self.read or self._annexed(first, last) or self._opens_table(first, last, item=item):
            return
        if not (
            self.chunker.triggers(first, last, rows=item)
            or self.table
            or self.list
            or self._may_lead(first, last)
            or inline_numbers(self.tokens, first, last)
        ):
            self._leave(item=item)
            return
        if self.lead is not None and list_mark(self.tokens, first) == list_mark(self.tokens, self.lead.first) != "":
            self.lead = None
        chunks = self.chunker.chunks(first, last, rows=item or self.table is not None)
        if self._table_row(chunks, first, last):
            return
        named = any(chunk.award is not None and not self._describes(chunk) for chunk in chunks)
        if self.list is not None and not named and self._list_line(chunks, first, last, self.list):
            return
        reader = RankingReader(self.chunker, chunks, first, last)
        numbers = inline_numbers(self.tokens, first, last)
        self._placings((reader.inline(numbers) if numbers else []) or reader.placings(), chunks, first, last)
        self._end_list()
        if named:
            self._frames(chunks, first, last, item=item)
        self._leave(item=item)
        self._set_lead(chunks, first, last)

    # -- annexes -------------------------------------------------------------------------------------------------------

    def _annexed(self, first: int, last: int) -> bool:
        """Read a heading over what the articles announced, or a row of a table below it; False for any other line."""
        if not self.annex.announced:
            return False
        record = self.context.record_at(first)
        if record is not None:
            return self._annexed_row(record, first, last)
        if not self.annex.heads(self.tokens, first, last):
            return False
        self._end_list()
        self.table = self.lead = None
        frame = self.annex.frame(None)
        if frame is not None:
            self.list = OpenList([frame], [], first, last)
        return True

    def _annexed_row(self, record: Record, first: int, last: int) -> bool:
        kind = kind_of_row(record)
        frame = self.annex.frame(kind)
        recipients = recipients_of_row(self.context.mentions, record)
        if frame is None or frame.status is None or not recipients or not self.annex.lists(record.table):
            return False
        quotes = (self._quote(frame), self.context.evidence(first, last))
        cluster = cluster_of_row(self.context, record) or self._sole_cluster()
        year = self.annex.years[frame.award.first]
        award = frame.award
        chunks = self.chunker.chunks(first, last, rows=True)
        if people := [chunk.unit for chunk in chunks if chunk.unit and self.tokens.norm_at(chunk.first) in PEOPLE_OF]:
            # "Nhân dân và cán bộ huyện X", of which the table knows the place.
            recipients = people
        for one in recipients:
            self.rows.add(_fact(award.kind, award.name, frame.status, one, quotes, frame.authority, year, cluster))
        self.annex.filled.add((award.name, kind))
        self._placings(RankingReader(self.chunker, chunks, first, last).placings(), chunks, first, last)
        return True

    def _sole_cluster(self) -> str | None:
        clusters = self.context.clusters
        return clusters[0].id if len(clusters) == 1 else None

    def _section(self, first: int, last: int) -> None:
        """Remember what a heading says of the awards in the lines below it."""
        norm = self.tokens.norm[first:last]
        if _SECTION_WORDS.isdisjoint(norm):
            return
        words = " ".join(norm)
        for status, phrases in _SECTIONS.items():
            if any(phrase in words for phrase in phrases):
                self.section = status

    def _opens_table(self, first: int, last: int, *, item: bool) -> bool:
        """Whether a line holds the titles of columns, or announces a list in the order of rank."""
        norm = self.tokens.norm[past_bars(self.tokens, first) : last] or [""]
        header = table_header(norm)
        if header is not None or norm[0] in {"stt", "tt"}:
            self.table = header
            self._section(first, last)
            return True
        if self.table is not None and all(shape in "PB" for shape in self.tokens.shape[first:last]):
            # The frame of a table drawn with marks.
            return True
        if numbered_ranking(norm):
            self.table = RankTable(leading=True, trailing=False, numbered=True)
            self._set_lead(self.chunker.chunks(first, last), first, last)
            return True
        if not item and last - first >= _SHORT:
            self.table = None
        return False

    def _table_row(self, chunks: list[Chunk], first: int, last: int) -> bool:
        if self.table is None:
            return False
        row = RankingReader(self.chunker, chunks, first, last).row(self.table)
        if row:
            self._placings(row, chunks, first, last)
            if any(chunk.award is not None for chunk in chunks):
                self._frames(chunks, first, last, item=True)
        else:
            self.table = None
        return bool(row)

    def _empty_cell(self, last: int) -> bool:
        """Whether a row ends with a dash behind dots or a bar in place of an award: ``Huyện A ........ -``."""
        return self.tokens.norm_at(last - 1) in DASHES and self.tokens.norm_at(last - 2) in {".", "…", "|"}

    def _describes(self, chunk: Chunk) -> bool:
        """Whether a title only describes an item of a list: ``1. Sở A, đơn vị dẫn đầu Cụm thi đua số 1``."""
        if self.list is None or chunk.award is None or chunk.award.kind != "title":
            return False
        return self.tokens.norm_at(chunk.first - 1) in _APPOSING

    def _leave(self, *, item: bool) -> None:
        """Prose ends what a leading line and a list say."""
        if not item:
            self.lead = self.item = None
            if self.list is not None and self.list.mark is not None:
                self._end_list()

    # -- leading lines -------------------------------------------------------------------------------------------------

    def _may_lead(self, first: int, last: int) -> bool:
        return self.tokens.norm_at(last - 1) == ":" and any(
            f"verb:{verb}" in self.chunker.hits.get(i, ()) for i in range(first, last) for verb in _LEADING
        )

    def _set_lead(self, chunks: list[Chunk], first: int, last: int) -> None:
        """Remember a line that ends with a colon and speaks of proposing, giving or voting."""
        if self.tokens.norm_at(last - 1) != ":":
            return
        kinds = {chunk.kind for chunk in chunks}
        status = next((status for verb, status in _LEADING.items() if verb in kinds), None)
        if status is not None:
            asked = self._asked(chunks) if status == "proposed" else None
            # What a cluster votes on is proposed.
            self.section = "granted" if status == "granted" else "proposed"
            self.lead = Lead(status, asked, year_in(self.context, first, last), first, last)

    def _asked(self, chunks: list[Chunk]) -> str | None:
        """Whom a leading line asks: what stands behind the last ``đề nghị`` or ``trình``."""
        asked = None
        for before, chunk in pairwise(chunks):
            if (
                before.kind == "propose"
                and chunk.first - before.last <= 1
                and (chunk.kind == "office" or chunk.unit is not None)
            ):
                asked = self.tokens.string(chunk.first, chunk.last)
        return asked

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _list_line(self, chunks: list[Chunk], first: int, last: int, opened: OpenList) -> bool:
        """Read a line of the list that an award opened; False when the list is over."""
        cluster = cluster_in(self.context, first, last)
        line = read_list_line(self.chunker, chunks, first, last, opened, cluster=cluster is not None)
        if line.kind == "heading":
            opened.mark, opened.cluster = None, cluster
        elif line.kind == "row":
            opened.mark, opened.filled = list_mark(self.tokens, first), True
            if self._failed(first, last) or self._empty_cell(last):
                return True
            until = self.read = self._continued(last)
            # "1. Sở A - Nhất khối"; "dẫn đầu Khối thi đua số 3" only describes the unit.
            ranked = RankingReader(self.chunker, chunks, first, last).placings()
            self._placings(
                [p for p in ranked if self.tokens.norm[p.rank.first] not in _LEADING_WORDS], chunks, first, last
            )
            for frame in opened.frames:
                row = self.context.evidence(first, until) if until > last else self.context.sentence_evidence(first)
                self._emit(frame, line.recipients, until, (self._quote(frame), row))
        return line.kind != "over"

    def _failed(self, first: int, last: int) -> bool:
        """Whether a row tells that its unit did not get enough votes: ``Sở A: 3/7 phiếu (không đạt)``."""
        words = f" {' '.join(self.tokens.norm[first:last])} "
        return any(f" {phrase} " in words for phrase in _FAILED)

    def _continued(self, last: int) -> int:
        """The end of the line that goes on a row below it: ``1. Sở A`` and under it ``Dẫn đầu Cụm thi đua số 1 (…).``"""
        if self.tokens.shape_at(last) != "B" or last + 1 >= len(self.tokens):
            return last
        first, end = self.context.line_at(last + 1)
        goes_on = list_mark(self.tokens, first) == "" and self.tokens.norm_at(first) in _GOING_ON
        return end if goes_on and cluster_in(self.context, first, end) is not None else last

    def _end_list(self) -> None:
        """Close the list; if it named nobody, the numbers of its opening line are all there is."""
        ended, self.list = self.list, None
        if ended is not None and not ended.filled:
            for frame, recipients in ended.numbers:
                self._emit(frame, recipients, ended.last, (self._quote(frame),))

    # -- awards --------------------------------------------------------------------------------------------------------

    def _frames(self, chunks: list[Chunk], first: int, last: int, *, item: bool) -> None:
        mark = list_mark(self.tokens, first)
        self.dated = [(c.award.first, c.award.last) for c in chunks if c.award is not None and c.award.year is not None]
        frames = FrameReader(self.chunker, chunks, first, last, self.lead, self._antecedent).frames()
        waiting: list[tuple[Frame, list[Recipient]]] = []
        for frame in frames:
            if frame.status is None:
                frame.status = "granted" if self.kind == "decision" else self._sibling_status(mark, item=item)
            if frame.status is None and self._lists(frame, chunks, first, last, item=item):
                frame.status = self.section
            if frame.status is None:
                continue
            if frame.authority is None and frame.status == "granted":
                frame.authority = self._decider(first, frame.award.first) or self.issuer
            recipients = self._resolved(frame, chunks)
            if self.kind == "decision" and frame.status == "voted" and frame.award.kind == "title":
                # What a decision gives has been voted on before.
                frame.status = "granted"
                frame.authority = frame.authority or self.issuer
            if self.kind == "decision" and frame.status == "granted":
                self.annex.announce(frame, recipients)
                told = year_in(self.context, frame.award.last, last)
                self.annex.years[frame.award.first] = told or self._year(frame, frame.status)
            if frame.open:
                waiting.append((frame, recipients))
            else:
                quotes: tuple[Evidence, ...] = (self._quote(frame),)
                if self.lead is not None and self.lead.first < first:
                    quotes = (*quotes, self.context.sentence_evidence(self.lead.last - 1))
                self._emit(frame, recipients, last, quotes)
            self.item = (mark, frame.status) if item else None
        if waiting:
            self.list = OpenList([frame for frame, _ in waiting], waiting, first, last)

    def _decider(self, first: int, last: int) -> str | None:
        """Whose decision gives what the sentence tells: ``Theo Quyết định số 12/QĐ-BYT ngày … của Bộ trưởng Bộ Y tế, …``."""
        norm = self.tokens.norm
        at = next((i for i in range(first, last - 1) if norm[i] == "quyết" and norm[i + 1] == "định"), None)
        if at is None:
            return None
        link = next((i for i in range(at, min(last, at + _OF_DECISION)) if norm[i] == "của"), None)
        giver = self.chunker.names.giver_at(link) if link is not None else None
        return giver[0] if giver is not None and giver[1] <= last else None

    def _lists(self, frame: Frame, chunks: list[Chunk], first: int, last: int, *, item: bool) -> bool:
        """Whether a line only lists an award with its recipients: ``Bằng khen của Bộ: Sở A, Sở B``."""
        if self.table is not None and frame.recipients:
            return True
        if last - first <= _SHORT and (frame.open or (item and frame.recipients)):
            return True
        titled = frame.award.first - first <= _MARK and any(
            chunk.kind == "colon" and chunk.first == frame.award.last for chunk in chunks
        )
        return titled and bool(frame.recipients)

    def _sibling_status(self, mark: str, *, item: bool) -> AwardStatus | None:
        """The status told in the item before, of a list whose items need not repeat the verb."""
        return self.item[1] if item and self.item is not None and self.item[0] == mark else None

    def _antecedent(self) -> list[Recipient]:
        """The units of the sentence before."""
        chunks = self.chunker.chunks(*self.before) if self.before is not None else []
        return [chunk.unit for chunk in chunks if chunk.unit is not None]

    def _resolved(self, frame: Frame, chunks: list[Chunk]) -> list[Recipient]:
        """The recipients, with those in place of names who are meant: ``cả hai``, ``hai đơn vị hạng nhất``."""
        if not frame.recipients and not frame.open:
            link = next(
                (chunk.last for chunk in chunks if chunk.kind == "to" and chunk.first >= frame.award.last), None
            )
            return self._ranked_at(chunks, link) if link is not None else []
        resolved: list[Recipient] = []
        for recipient in frame.recipients:
            if recipient.name is not None:
                resolved.append(recipient)
            elif recipient.rest:
                resolved += self._rest(recipient, frame)
            elif self._points(recipient):
                resolved += self._named_before(recipient, chunks)
            else:
                resolved += self._ranked_at(chunks, recipient.last) or [recipient]
        return resolved

    def _rest(self, counted: Recipient, frame: Frame) -> list[Recipient]:
        """The members whom no award of this status has been told of yet, if they are as many as counted."""
        entity = self.context.cluster_for(counted.first)
        members = self.context.members.get(entity.id, ()) if entity is not None else ()
        named = [*self.rows.recipients(frame.status)]
        left = [member for member in members if not any(units_agree(member.name, name) for name in named)]
        if len(left) == counted.count or (not counted.count and len(left) < len(members)):
            return [Recipient(counted.first, counted.last, member.name, "unit", 1, known=True) for member in left]
        return [replace(counted, rest=False)] if counted.count else []

    def _points(self, recipient: Recipient) -> bool:
        """Whether a number stands for units named before: ``cả hai``, ``ba đơn vị nói trên``, ``hai trường này``."""
        return self.tokens.norm_at(recipient.first) == "cả" or self.tokens.norm_at(recipient.last) in _POINTING

    def _named_before(self, recipient: Recipient, chunks: list[Chunk]) -> list[Recipient]:
        """As many as a number counts of those named last before it; a number with a noun stands if there are fewer."""
        here = [chunk.recipient for chunk in chunks if chunk.recipient is not None and chunk.last <= recipient.first]
        for told in (here, self._antecedent()):
            named = list({one.name: one for one in told if one.name is not None}.values())
            if told is here and any(one.known for one in named):
                # Who is asked or gives is named there too.
                named = [one for one in named if one.known]
            if len(named) >= recipient.count:
                return [replace(one, first=recipient.first, last=recipient.last) for one in named[-recipient.count :]]
        bare = recipient.last - recipient.first == len(("cả", "hai"))
        return [] if bare and self.tokens.norm_at(recipient.first) == "cả" else [recipient]

    def _ranked_at(self, chunks: list[Chunk], at: int) -> list[Recipient]:
        """Those who hold the ranks told from token ``at``: ``đơn vị nhất cụm``, ``ba đơn vị xếp thứ nhì và thứ ba``."""
        found: list[Recipient] = []
        for chunk in chunks:
            if chunk.first < at:
                continue
            if chunk.rank is None or not set(self.tokens.norm[at : chunk.first]) <= _BEFORE_RANK:
                break
            held = self.ranked.get(chunk.rank.number or 0, ())
            found += [replace(one, first=chunk.first, last=chunk.last) for one in held]
            at = chunk.last
        return found

    def _quote(self, frame: Frame) -> Evidence:
        return self.context.evidence(frame.first, max(frame.last, frame.award.last))

    def _emit(self, frame: Frame, recipients: list[Recipient], last: int, quotes: tuple[Evidence, ...]) -> None:
        """Add the facts of a frame; ``last`` ends the passage that names the recipients."""
        counted = all(recipient.name is None for recipient in recipients)
        if frame.status is None or (self.kind == "notice" and counted and not self.results):
            # What plans and instructions count is a rule.
            return
        year = self._year(frame, frame.status)
        for recipient, cluster in self._with_clusters(recipients, last):
            if (
                recipient.name is not None
                and frame.authority is not None
                and units_agree(frame.authority, recipient.name)
            ):
                continue
            fact = _fact(
                frame.award.kind, frame.award.name, frame.status, recipient, quotes, frame.authority, year, cluster
            )
            self.rows.add(fact)

    def _with_clusters(self, recipients: list[Recipient], last: int) -> Iterator[tuple[Recipient, str | None]]:
        heading = self.list.cluster if self.list is not None and self.list.cluster is not None else self.heading
        clusters = clusters_of(self.context, recipients, last, heading, strict=self.kind == "decision")
        return zip(recipients, clusters, strict=True)

    def _year(self, frame: Frame, status: AwardStatus) -> int | None:
        """The year rewarded: told with the award, in its sentence, by the leading line or paragraph; or the document's."""
        award = frame.award
        if award.year is not None:
            return award.year
        if spans_years(self.context, award):
            return None
        behind = max([award.last, *(r.last for r in frame.recipients if r.first >= award.first)])
        lasting = award.kind in {"order", "medal"}
        told = year_told(self.context, award.first, behind, self.dated if lasting else ())
        if told is None and self.lead is not None:
            told = self.lead.year
        if told is None and status == "granted":
            told = paragraph_year(self.context, self.context.sentence_at(award.first)[0])
            if lasting:
                return told or self.above or (self.year if this_year(self.context, award.first) else None)
        return told or self.year

    # -- rankings ------------------------------------------------------------------------------------------------------

    def _placings(self, placings: list[Placing], chunks: list[Chunk], first: int, last: int) -> None:
        if self.context.role_at(first) == "teaser":
            return
        for placing in placings:
            rank, recipients = placing.rank, list(placing.recipients)
            if rank.number is not None:
                self.ranked.setdefault(rank.number, []).extend(r for r in recipients if r.name)
            year = (
                year_told(self.context, placing.first, placing.last)
                or (self.lead.year if self.lead else None)
                or self.year
            )
            quotes = [self.context.evidence(placing.first, placing.last)]
            if self.lead is not None and self.lead.first < first:
                quotes.append(self.context.sentence_evidence(self.lead.last - 1))
            giver = self._prize_giver(chunks, rank.first) if rank.prize else None
            prize = rank.prize and (giver is not None or not self._voted_here(first, last))
            # Teams compete, and get what they win.
            team = all((one.name or "").casefold().startswith("đội ") for one in recipients)
            status: AwardStatus = "granted" if prize or team else "voted"
            for recipient, cluster in self._with_clusters(recipients, last):
                fact = _fact("placing", rank.name, status, recipient, tuple(quotes), giver, year, cluster)
                self.rows.add(fact, rank.number)

    def _voted_here(self, first: int, last: int) -> bool:
        """Whether the units have just voted, and on no contest: ``bỏ phiếu bình chọn. Kết quả: A đạt giải Nhất``."""
        start = self.before[0] if self.before is not None else first
        words = f" {' '.join(self.tokens.norm[start:last])} "
        return any(f" {word} " in words for word in _VOTING) and not any(f" {word} " in words for word in _CONTESTS)

    def _prize_giver(self, chunks: list[Chunk], before: int) -> str | None:
        """Who gives a prize: ``Ban Tổ chức trao giải nhất …``."""
        k = next(
            (k for k in range(len(chunks) - 1, -1, -1) if chunks[k].kind == "give" and chunks[k].last <= before), None
        )
        if k is None:
            return None
        if k and (chunks[k - 1].kind == "office" or chunks[k - 1].unit is not None):
            return self.tokens.string(chunks[k - 1].first, chunks[k - 1].last)
        jury = next((i for i in range(chunks[k].first - 2, chunks[k].first) if self.tokens.norm_at(i) == "btc"), None)
        return self.tokens.words[jury] if jury is not None else None


def _fact(
    kind: AwardKind,
    name: str,
    status: AwardStatus,
    recipient: Recipient,
    evidence: tuple[Evidence, ...],
    authority: str | None,
    year: int | None,
    cluster: str | None,
) -> Award:
    return Award(
        cluster=cluster,
        award=kind,
        name=name,
        authority=authority,
        recipient=recipient.name,
        recipient_kind=recipient.kind,
        recipient_count=recipient.count,
        year=year,
        status=status,
        evidence=evidence,
    )


def _issuer(context: Context) -> str | None:
    """Who decides, as the line in capitals above a decision's reasons (``Căn cứ …``) tells."""
    above = ""
    for start, end, _ in context.lines:
        line = context.text[start:end].strip(" -+•–\t\n")
        if line.casefold().startswith(("căn cứ", "xét ", "thực hiện")):
            return above if above.isupper() and not above.casefold().startswith("quyết định") else None
        above = line
    return None


@Language.factory("awards")
class Awards:
    """Component that sets ``doc._.awards``."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  (spaCy names components)
        self._lexicon = AwardLexicon(nlp)

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.in_scope:
            return doc
        context: Context = doc._.context
        hits = self._lexicon.hits(doc, context.mentions)
        doc._.awards = AwardFinder(context, doc._.front, hits).awards()
        return doc
