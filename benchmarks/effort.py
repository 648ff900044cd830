"""How much is measured: enough to be trusted, or little and quickly."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Sizes and repetitions of the measurements."""

    rounds: int
    """Repetitions of what takes seconds."""
    extraction_samples: int
    """Sample documents that the baseline reads too, at a tenth of a second for each KB."""
    extraction_news: int
    """News texts of which the same holds."""
    linearity_kilobytes: tuple[int, ...]
    bulk_documents: int
    bulk_rounds: int
    scale_documents: int
    prefect_documents: int
    """Of the load whose time as a flow is compared with that without: several batches."""
    loading_documents: int
    million_facts: int
    memory_documents: tuple[int, ...]
    """Small files of each load whose memory is compared with that of the first."""
    scanned_documents: int
    """Sample documents that are scanned in every way, at some seconds a page."""


FULL = Effort(
    rounds=5,
    extraction_samples=56,
    extraction_news=40,
    linearity_kilobytes=(10, 30, 100, 300, 1000),
    bulk_documents=2000,
    bulk_rounds=3,
    scale_documents=2000,
    prefect_documents=5000,
    loading_documents=2000,
    million_facts=1_000_000,
    memory_documents=(2000, 20_000),
    scanned_documents=4,
)
QUICK = Effort(
    rounds=2,
    extraction_samples=6,
    extraction_news=4,
    linearity_kilobytes=(10, 30),
    bulk_documents=100,
    bulk_rounds=1,
    scale_documents=200,
    prefect_documents=200,
    loading_documents=100,
    million_facts=2000,
    memory_documents=(20, 60),
    scanned_documents=1,
)
