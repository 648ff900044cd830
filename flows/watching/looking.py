"""One look at one source: what is new or changed there is fetched, read, extracted and loaded."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

import corpus
from corpus import Asked, Failure, ReadError, SourceItem
from flows.bulk_load import LoadRequest, bulk_load
from flows.extraction import build_pipeline, reject_of, tool_fingerprint
from flows.watching.archive_addresses import Days
from flows.watching.clock import Clock
from flows.watching.listing import Found, listed_by
from flows.watching.manners import HostRests, Manners
from flows.watching.sources import ON_THE_WEB, WatchedSource
from flows.workers import in_workers
from models import Document, Facts
from warehouse import (
    WAIT_SECONDS,
    Item,
    Reject,
    Sighting,
    Watched,
    WatchRun,
    WatchState,
    load_batch,
    note_watch,
    publish,
    watch_state,
)

_BATCH = 200
"""Most articles that are fetched before they are loaded."""
_TRIED_AGAIN = frozenset({"failed", "waiting"})
_SETTLED = frozenset({"loaded", "duplicate", "irrelevant", "rejected"})


@dataclass(frozen=True)
class WatchRequest:
    """Where to load what is new, and how."""

    warehouse: Path
    program_version: str
    workers: int
    allow_private: bool = False
    wait_seconds: float = WAIT_SECONDS
    publish: Path | None = None
    """Where a read-only copy of the warehouse is left after a look that changed a document, or where there is none."""
    alert_block: str | None = None
    """The notification block of Prefect that alerts are sent by."""


@dataclass(frozen=True)
class Look:
    """What a look gave: in numbers, and the sources of the documents and the rejects."""

    run: WatchRun
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    """An article that was fetched and is to be read."""

    address: str
    item: SourceItem
    asked: Asked
    sha256: str


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def look(
    source: WatchedSource, request: WatchRequest, *, run_id: str | None = None, clock: Clock | None = None
) -> Look:
    """Look at a source, and load what is new or changed there; what has vanished stays.

    Raises:
        WarehouseError: the warehouse cannot be read or written; what was loaded before stays.
        WorkerStartError: no worker can be started.
    """
    clock, run_id = clock or Clock(), run_id or uuid.uuid4().hex
    if source.kind in ON_THE_WEB:
        found = WebLook(source, request, run_id, clock).run()
    else:
        found = _look_at_folder(source, request, run_id, clock)
    copy = request.publish
    if copy is not None and (found.run.added or found.run.changed or found.run.duplicates or not copy.exists()):
        publish(request.warehouse, copy, wait_seconds=request.wait_seconds)
    return found


def _look_at_folder(source: WatchedSource, request: WatchRequest, run_id: str, clock: Clock) -> Look:
    assert source.path is not None
    run = WatchRun(run_id, source.name, clock.now(), clock.now())
    if not Path(source.path).is_dir():
        run = replace(run, problem=f"no folder {source.path}")
        note_watch(request.warehouse, [], {}, run, wait_seconds=request.wait_seconds)
        return Look(run)
    load = LoadRequest(
        paths=(source.path,),
        warehouse=request.warehouse,
        program_version=request.program_version,
        workers=request.workers,
        wait_seconds=request.wait_seconds,
        supersede=True,
    )
    summary = bulk_load(load, run_id=run_id)
    changed = summary.counts.documents_superseded
    run = replace(
        run,
        finished_at=clock.now(),
        listed=summary.counts.documents_added + summary.unchanged + len(summary.rejects) + len(summary.still_rejected),
        unmodified=summary.unchanged,
        added=summary.counts.documents_added - changed,
        changed=changed,
        rejected=len(summary.rejects),
        facts=sum(summary.facts.values()),
    )
    note_watch(request.warehouse, [], {}, run, wait_seconds=request.wait_seconds)
    return Look(run, rejects=summary.rejects)


class WebLook:
    """A look at a source on the web, from the list to the warehouse."""

    def __init__(
        self, source: WatchedSource, request: WatchRequest, run_id: str, clock: Clock, days: Days | None = None
    ) -> None:
        """``days`` are those of a backfill: articles that are found to be of others are not loaded."""
        self._source = source
        self._days = days
        self._article_days: dict[str, date] = {}
        self._request = request
        self._run_id = run_id
        self._clock = clock
        self._started = clock.now()
        self._state = watch_state(request.warehouse, wait_seconds=request.wait_seconds)
        self._texts = dict(self._state.texts)
        self._documents = dict(self._state.documents)
        self._noted: dict[str, Watched] = {}
        self._resolved: list[str] = []
        self._new_rejects: list[Reject] = []
        self._tally = _Tally()

    def run(self) -> Look:
        with TemporaryDirectory(prefix="thidua-") as folder:
            manners = self.manners(Path(folder))
            found = listed_by(self._source, manners, self._state.addresses.get, workers=self._request.workers)
            due = due_addresses(self._source, self._state, found, self._clock.now())
            self.take(due, manners, found.addresses)
        for address, (etag, last_modified) in found.lists.items():
            self._note(address, "list", etag=etag, last_modified=last_modified)
        return self.noted(len(found.addresses), found.problem, manners)

    def manners(self, folder: Path) -> Manners:
        """How the hosts are asked; answers are kept in the folder."""
        return Manners(
            folder,
            clock=self._clock,
            delay_seconds=self._source.delay_seconds,
            resting=self._state.hosts,
            allow_private=self._request.allow_private,
            turns=self._request.warehouse.with_name(f".{self._request.warehouse.name}.hosts"),
        )

    def take(self, addresses: Sequence[str], manners: Manners, dates: Mapping[str, str | None]) -> None:
        """Fetch what is at addresses, and load what is to be loaded; ``dates`` are those that lists give."""
        for start in range(0, len(addresses), _BATCH):
            candidates: list[_Candidate] = []
            for address in addresses[start : start + _BATCH]:
                candidates += self._fetched(address, dates.get(address), manners)
            self._load(candidates)

    def noted(self, listed: int, problem: str | None, manners: Manners) -> Look:
        """What the look gave up to now, after it was written to the warehouse."""
        run = WatchRun(
            run_id=self._run_id,
            watched_source=self._source.name,
            started_at=self._started,
            finished_at=self._clock.now(),
            listed=listed,
            problem=problem,
            first_day=None if self._days is None else self._days.first,
            last_day=None if self._days is None else self._days.last,
        )
        counts: dict[str, Any] = dict(self._tally.counts)
        run = replace(run, **counts)
        note_watch(
            self._request.warehouse,
            self._noted.values(),
            manners.resting,
            run,
            wait_seconds=self._request.wait_seconds,
        )
        return Look(run, tuple(self._tally.added), tuple(self._tally.changed), tuple(self._tally.rejects))

    def is_wanted(self, address: str, day: date | None) -> bool:
        """Whether a backfill has yet to ask for an address; ``day`` is that of its article, where the list tells."""
        assert self._days is not None
        if day is not None:
            self._article_days[address] = day
            if day not in self._days:
                return False
        before = self._state.addresses.get(address)
        if before is not None and before.outcome == "outside":
            return before.published_on is None or before.published_on in self._days
        return before is None or before.outcome in _TRIED_AGAIN

    def day_of(self, address: str) -> date | None:
        """The day of an article, where it is known by now."""
        before = self._state.addresses.get(address)
        return self._article_days.get(address) or (before.published_on if before else None)

    def _is_outside(self, address: str, day: date | None) -> bool:
        """Whether an article is of a day that the backfill is not for; where the list told its day, that counts."""
        if self._days is None:
            return False
        if day is not None:
            self._article_days.setdefault(address, day)
        known = self._article_days.get(address)
        return known is not None and known not in self._days

    def _fetched(self, address: str, date: str | None, manners: Manners) -> Iterable[_Candidate]:
        """The article at an address where it has to be read; all else is noted."""
        counts, before = self._tally.counts, self._state.addresses.get(address)
        if counts["asked"] >= self._source.most and self._days is None:
            return self._wait(address, date)
        is_settled = before is not None and before.outcome in _SETTLED
        try:
            answer = manners.ask(
                address,
                etag=before.etag if before and is_settled else None,
                last_modified=before.last_modified if before and is_settled else None,
            )
        except HostRests:
            return self._wait(address, date)
        except ReadError as error:
            counts["asked"] += 1
            outcome = "failed" if error.code == "fetch" else "forbidden" if error.code == "forbidden" else "rejected"
            return self._reject(address, date, outcome, error.code, error.reason)
        counts["asked"] += 1
        if answer.status == 304 and before is not None:
            return self._leave(address, before, date)
        if answer.status in (404, 410) or _leads_to_front_page(address, answer.url):
            return self._gone(address, date, answer)
        if answer.status != 200 or answer.content is None:
            return self._reject(address, date, "failed", "fetch", f"the server answered {answer.status}")
        if answer.item is None or corpus.is_container(answer.item):
            return self._reject(address, date, "rejected", "unsupported", "no reader takes what is there")
        sha256 = hashlib.sha256(answer.content.read_bytes()).hexdigest()
        if before is not None and is_settled and before.sha256 == sha256:
            return self._leave(address, before, date, answer)
        self._note(address, "waiting", date=date)
        return [_Candidate(address, answer.item, answer, sha256)]

    def _wait(self, address: str, date: str | None) -> Sequence[_Candidate]:
        self._tally.counts["postponed"] += 1
        if address not in self._state.addresses:
            self._note(address, "waiting", date=date)
        return ()

    def _leave(
        self, address: str, before: Watched, date: str | None, answer: Asked | None = None
    ) -> Sequence[_Candidate]:
        self._tally.counts["unmodified"] += 1
        self._noted[address] = replace(
            before,
            watched_source=self._source.name,
            checked_at=self._clock.now(),
            from_backfill=before.from_backfill and self._days is not None,
            listed_date=date or before.listed_date,
            etag=(answer.etag if answer else None) or before.etag,
            last_modified=(answer.last_modified if answer else None) or before.last_modified,
        )
        return ()

    def _gone(self, address: str, date: str | None, answer: Asked) -> Sequence[_Candidate]:
        before = self._state.addresses.get(address)
        if before is None or (before.stored_as or address) not in self._texts:
            reason = f"the server answered {answer.status}" if answer.status != 200 else "leads to the front page"
            return self._reject(address, date, "rejected", "fetch", reason)
        self._tally.counts["gone"] += before.outcome != "gone"
        self._note(address, "gone", date=date, stored_as=before.stored_as)
        return ()

    def _reject(self, address: str, date: str | None, outcome: str, code: str, reason: str) -> Sequence[_Candidate]:
        before = self._state.addresses.get(address)
        self._tally.counts["rejected"] += 1
        reject = Reject(address, None, "read", code, reason, tool_fingerprint("read", code, None))
        self._tally.rejects.append(reject)
        if address not in self._texts and not (before and before.stored_as in self._texts):
            self._new_rejects.append(reject)  # Of an article that is there nothing is lost.
        self._note(address, outcome, reason=reason, date=date)
        return ()

    def _note(
        self,
        address: str,
        outcome: str,
        *,
        reason: str | None = None,
        date: str | None = None,
        stored_as: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        sha256: str | None = None,
    ) -> None:
        now, before = self._clock.now(), self._state.addresses.get(address)
        self._noted[address] = Watched(
            address=address,
            watched_source=self._source.name,
            stored_as=stored_as or (before.stored_as if before else None),
            etag=etag,
            last_modified=last_modified,
            sha256=sha256,
            outcome=outcome,
            reason=reason,
            listed_date=date or (before.listed_date if before else None),
            first_seen_at=before.first_seen_at if before else now,
            checked_at=now,
            published_on=self.day_of(address),
            from_backfill=self._days is not None and (before is None or before.from_backfill),
        )

    def _load(self, candidates: Sequence[_Candidate]) -> None:
        """Read, extract and load what was fetched, in one transaction."""
        sightings: list[Sighting] = []
        news: list[tuple[_Candidate, Document]] = []
        workers = self._request.workers
        with closing(in_workers(read_article, candidates, workers=min(workers, len(candidates)))) as outcomes:
            for outcome in outcomes:
                candidate, result = outcome.item, outcome.result
                if isinstance(result, Failure):
                    self._refuse(candidate, "read", result)
                elif (settled := self._settled(candidate, result, sightings)) is not None:
                    self._settle(candidate, result.source, settled)
                else:
                    news.append((candidate, result))
                    self._texts[result.source] = result.text_sha256
                    self._documents[result.text_sha256] = result.sha256
        items = self._extracted(news)
        if items or sightings or self._new_rejects or self._resolved:
            loaded = load_batch(
                self._request.warehouse,
                items,
                self._new_rejects,
                sightings,
                self._resolved,
                run_id=self._run_id,
                program_version=self._request.program_version,
                supersede=True,
                wait_seconds=self._request.wait_seconds,
            )
            self._tally.rejects += loaded.rejected
        self._new_rejects, self._resolved = [], []

    def _extracted(self, news: Sequence[tuple[_Candidate, Document]]) -> list[Item]:
        items: list[Item] = []
        if not news:
            return items
        documents = [document for _, document in news]
        workers = min(self._request.workers, len(documents))
        with closing(in_workers(extract_article, documents, workers=workers, initializer=build_pipeline)) as outcomes:
            for (candidate, document), outcome in zip(news, outcomes, strict=True):
                facts = outcome.result
                if isinstance(facts, Failure):
                    self._refuse(candidate, "extract", facts)
                    continue
                was_there = document.source in self._state.texts
                if not was_there and self._is_outside(candidate.address, facts.document.published_on):
                    self._tally.counts["outside"] += 1
                    self._settle(candidate, document.source, "outside")
                    del self._texts[document.source], self._documents[document.text_sha256]
                    continue
                items.append(Item(document, facts, candidate.item.size))
                self._settle(candidate, document.source, "loaded")
                (self._tally.changed if was_there else self._tally.added).append(document.source)
                self._tally.counts["changed" if was_there else "added"] += 1
                self._tally.counts["facts"] += sum(len(family) for _, family in facts if isinstance(family, tuple))
        return items

    def _settled(self, candidate: _Candidate, document: Document, sightings: list[Sighting]) -> str | None:
        """What becomes of an article that need not be extracted; None for one that must be."""
        from extractors.relevance import may_concern_emulation

        stored_as, text = document.source, document.text_sha256
        current = self._texts.get(stored_as)
        if current == text:
            before = self._state.addresses.get(candidate.address)
            is_own = before.outcome != "duplicate" if before else stored_as == candidate.address
            self._tally.counts["unmodified" if is_own else "duplicates"] += 1
            return "loaded" if is_own else "duplicate"
        if text in self._documents:
            sha256 = self._documents[text]
            sightings.append(Sighting(sha256, stored_as, document.doc_id, candidate.item.size))
            self._texts[stored_as] = text
            self._tally.counts["duplicates"] += 1
            return "duplicate"
        if current is None and self._is_outside(candidate.address, _declared_day(document)):
            self._tally.counts["outside"] += 1
            return "outside"
        # A version of what is there is taken, whatever it is about now.
        if self._source.filter and current is None and not may_concern_emulation(document.text):
            self._tally.counts["irrelevant"] += 1
            return "irrelevant"
        return None

    def _settle(self, candidate: _Candidate, stored_as: str, outcome: str) -> None:
        asked = candidate.asked
        before = self._noted[candidate.address]
        self._note(
            candidate.address,
            outcome,
            date=before.listed_date,
            stored_as=stored_as,
            etag=asked.etag,
            last_modified=asked.last_modified,
            sha256=candidate.sha256,
        )
        self._resolved += {candidate.address, stored_as}

    def _refuse(self, candidate: _Candidate, stage: str, failure: Failure) -> None:
        date = self._noted[candidate.address].listed_date
        self._reject(candidate.address, date, "rejected", failure.code, failure.reason)
        item = replace(candidate.item, source=candidate.address)
        if self._new_rejects and self._new_rejects[-1].source == candidate.address:
            self._new_rejects[-1] = reject_of(item, stage, failure.code, failure.reason)
        self._noted[candidate.address] = replace(
            self._noted[candidate.address],
            sha256=candidate.sha256,
            etag=candidate.asked.etag,
            last_modified=candidate.asked.last_modified,
        )


def due_addresses(source: WatchedSource, state: WatchState, found: Found, now: datetime) -> list[str]:
    """What has to be asked for now: what is listed and new, dated anew, or not asked for a while; then what waits from
    earlier looks, and articles that may still change though they are listed no more."""
    return [
        *(address for address, date in found.addresses.items() if _is_due(source, state.addresses, address, date, now)),
        *(
            address
            for address, known in state.addresses.items()
            if known.watched_source == source.name
            and known.outcome != "list"
            and not known.from_backfill
            and address not in found.addresses
            and (
                known.outcome in _TRIED_AGAIN
                or (_has_document(known) and now - known.first_seen_at <= timedelta(days=source.recheck_days))
            )
            and _is_due(source, state.addresses, address, None, now)
        ),
    ]


def _is_due(source: WatchedSource, known: Mapping[str, Watched], address: str, date: str | None, now: datetime) -> bool:
    before = known.get(address)
    if before is None or before.outcome in _TRIED_AGAIN:
        return True
    return bool(date and date != before.listed_date) or now - before.checked_at >= timedelta(hours=source.recheck_hours)


def read_article(candidate: _Candidate) -> Document:
    """Read what was fetched, under the address that it belongs to; to be run in isolation.

    Raises:
        ReadError: it cannot be read.
    """
    item, url = candidate.item, candidate.asked.url
    stored_as = corpus.canonical_address(url) or candidate.address
    if item.media_type == "text/html":
        stored_as = corpus.canonical_link(item.path.read_bytes(), url) or stored_as
    path = urlsplit(stored_as).path.rstrip("/")
    doc_id = unquote(path.rpartition("/")[2]) or item.doc_id
    return corpus.read(replace(item, source=stored_as, doc_id=doc_id))


def extract_article(document: Document) -> Facts:
    """Extract the facts of an article; to be run in isolation."""
    from extractors.pipeline import extract

    return extract(document)


def _declared_day(document: Document) -> date | None:
    try:
        return date.fromisoformat(document.metadata.get("date", ""))
    except ValueError:
        return None


def _leads_to_front_page(address: str, url: str) -> bool:
    return urlsplit(url).path in ("", "/") and urlsplit(address).path not in ("", "/")


def _has_document(known: Watched) -> bool:
    """Whether a document stands at an address itself, be it one that stands elsewhere too."""
    return known.outcome == "loaded" or (known.outcome == "duplicate" and known.stored_as == known.address)
