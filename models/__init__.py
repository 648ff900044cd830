"""The ground floor: the words that every other package speaks."""

from models.document import Document, Page, Placement, Segment, SegmentKind
from models.facts import (
    Award,
    Campaign,
    Cluster,
    DocumentFacts,
    Evidence,
    Facts,
    Headship,
    Leader,
    Meeting,
    Member,
    Pledge,
    Reference,
)

__all__ = [
    "Award",
    "Campaign",
    "Cluster",
    "Document",
    "DocumentFacts",
    "Evidence",
    "Facts",
    "Headship",
    "Leader",
    "Meeting",
    "Member",
    "Page",
    "Placement",
    "Pledge",
    "Reference",
    "Segment",
    "SegmentKind",
]
