"""From facts to answers: a DuckDB file, or a lake, with the documents, their facts and the words that state them.

`load_batch` writes documents and facts, `contents` tells a loader what it can skip; `run_query`, `search`, `show`,
`export`, `stored_document` and `stored_facts` read; `check` verifies the references and the evidence. All are plain
functions that open the warehouse, for as short as they can, wait while another process holds it, and raise
`WarehouseError`. `place_called` tells which warehouse a name means; `claiming` shares the work on a lake.
"""

from warehouse.alerts import Alert, AlertState, Expectation, note_alerts, note_sent
from warehouse.checks import Problem, check
from warehouse.compacting import KEEP_DAYS, Compacted, compact
from warehouse.comparing import Change, FamilyCounts
from warehouse.connection import RETRY_SECONDS, WAIT_SECONDS, is_made
from warehouse.errors import (
    AmbiguousName,
    DiskFull,
    LakeUnavailable,
    NotAWarehouse,
    QueryError,
    UnknownName,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseNewer,
    WarehouseOutdated,
)
from warehouse.exporting import ExportFormat, export
from warehouse.fingerprints import fingerprint
from warehouse.forgetting import Forgotten, allow_again, forget
from warehouse.items import Item, Reject, Sighting, storable
from warehouse.lake_sessions import Claims, claiming
from warehouse.lakes import Lake, Place, place_called
from warehouse.loading import Contents, Counts, FileState, Loaded, contents, extractor_versions, load_batch
from warehouse.preparing import Prepared, prepare, unstorable
from warehouse.proposal_report import Example, Proposal, proposal
from warehouse.proposals import (
    Outdated,
    ProposalError,
    Proposed,
    accept_batch,
    begin_proposal,
    discard_proposal,
    outdated,
    propose,
)
from warehouse.publishing import backup, publish
from warehouse.queries import QueryResult, cell_text, run_query, write_csv, write_json, write_parquet
from warehouse.review_files import ReviewFileError, read_review_file, write_review_file
from warehouse.reviewing import GoldWritten, Reviewable, ReviewError, Taken, reviewable, take_reviews, write_gold
from warehouse.searching import Found, FoundFact, search
from warehouse.showing import Piece, Quote, ShownDocument, ShownFact, show
from warehouse.stored import stored_document, stored_facts
from warehouse.watching import (
    LoadedDocument,
    SourceYield,
    Watched,
    WatchRun,
    WatchState,
    documents_of_run,
    last_looks,
    note_watch,
    source_yields,
    watch_runs,
    watch_state,
)

__all__ = [
    "KEEP_DAYS",
    "RETRY_SECONDS",
    "WAIT_SECONDS",
    "Alert",
    "AlertState",
    "AmbiguousName",
    "Change",
    "Claims",
    "Compacted",
    "Contents",
    "Counts",
    "DiskFull",
    "Example",
    "Expectation",
    "ExportFormat",
    "FamilyCounts",
    "FileState",
    "Forgotten",
    "Found",
    "FoundFact",
    "GoldWritten",
    "Item",
    "Lake",
    "LakeUnavailable",
    "Loaded",
    "LoadedDocument",
    "NotAWarehouse",
    "Outdated",
    "Piece",
    "Place",
    "Prepared",
    "Problem",
    "Proposal",
    "ProposalError",
    "Proposed",
    "QueryError",
    "QueryResult",
    "Quote",
    "Reject",
    "ReviewError",
    "ReviewFileError",
    "Reviewable",
    "ShownDocument",
    "ShownFact",
    "Sighting",
    "SourceYield",
    "Taken",
    "UnknownName",
    "WarehouseError",
    "WarehouseLocked",
    "WarehouseMissing",
    "WarehouseNewer",
    "WarehouseOutdated",
    "WatchRun",
    "WatchState",
    "Watched",
    "accept_batch",
    "allow_again",
    "backup",
    "begin_proposal",
    "cell_text",
    "check",
    "claiming",
    "compact",
    "contents",
    "discard_proposal",
    "documents_of_run",
    "export",
    "extractor_versions",
    "fingerprint",
    "forget",
    "is_made",
    "last_looks",
    "load_batch",
    "note_alerts",
    "note_sent",
    "note_watch",
    "outdated",
    "place_called",
    "prepare",
    "proposal",
    "propose",
    "publish",
    "read_review_file",
    "reviewable",
    "run_query",
    "search",
    "show",
    "source_yields",
    "storable",
    "stored_document",
    "stored_facts",
    "take_reviews",
    "unstorable",
    "watch_runs",
    "watch_state",
    "write_csv",
    "write_gold",
    "write_json",
    "write_parquet",
    "write_review_file",
]
