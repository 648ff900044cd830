"""The facts of one document, as immutable models that serialise to the contract.

The meaning of each field is in the annotation guidelines (``docs/guidelines.md``); the JSON Schema of the output is
``models/facts.schema.json``, written by ``python -m models.schema``.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

DocumentKind = Literal["meeting_report", "official_report", "minutes", "decision", "notice", "other"]
ClusterKind = Literal["cum", "khoi"]
MeetingKind = Literal[
    "year_review", "interim_review", "briefing", "signing", "launch", "workshop", "inspection", "other"
]
Capacity = Literal["head", "deputy", "chair", "presenter", "speaker", "attendee"]
Role = Literal["head", "deputy"]
HeadshipStatus = Literal["incumbent", "elected"]
AwardKind = Literal[
    "emulation_flag", "merit_certificate", "commendation", "order", "medal", "title", "placing", "other"
]
AwardStatus = Literal["proposed", "granted", "voted"]
RecipientKind = Literal["unit", "person"]
CampaignKind = Literal["movement", "theme"]

ClusterId = Annotated[str, Field(pattern="^c[0-9]+$")]
MeetingId = Annotated[str, Field(pattern="^m[0-9]+$")]
Period = Annotated[str, Field(pattern="^[0-9]{4}(-H[12]|-Q[1-4]|-M[0-9]{1,2}|/[0-9]{4})?$")]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Model):
    """Words of the text that state a fact: ``text[start:end] == quote``, offsets in characters, half-open."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: Annotated[str, Field(min_length=2)]


class _Fact(_Model):
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    confidence: Probability = 1.0
    """Probability that the fact is right."""


class DocumentFacts(_Model):
    """What the text says about itself."""

    title: str | None = None
    published_on: date | None = None
    author: str | None = None
    publisher: str | None = None
    kind: DocumentKind


class Cluster(_Fact):
    id: ClusterId
    name: str
    kind: ClusterKind
    number: str | None = None
    system: str | None = None
    declared_size: int | None = None


class Member(_Fact):
    cluster: ClusterId
    unit: str
    place: str | None = None


class Meeting(_Fact):
    id: MeetingId
    cluster: ClusterId | None = None
    kind: MeetingKind
    ordinal: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place: str | None = None
    province: str | None = None
    covers: Period | None = None


class Leader(_Fact):
    person: str
    rank: str | None = None
    titles: tuple[str, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    cluster: ClusterId | None = None


class Headship(_Fact):
    cluster: ClusterId
    role: Role
    unit: str | None = None
    person: str | None = None
    year: int | None = None
    status: HeadshipStatus


class Award(_Fact):
    cluster: ClusterId | None = None
    award: AwardKind
    name: str
    authority: str | None = None
    recipient: str | None = None
    recipient_kind: RecipientKind | None = None
    recipient_count: int | None = None
    year: int | None = None
    status: AwardStatus


class Pledge(_Fact):
    cluster: ClusterId
    year: int | None = None


class Campaign(_Fact):
    name: str
    kind: CampaignKind
    year: int | None = None


class Reference(_Fact):
    kind: str
    number: str
    issuer: str | None = None
    issued_on: date | None = None


class Facts(_Model):
    """All facts of one document. Cluster and meeting ids are local to it and in order of first mention."""

    doc_id: str
    source: str
    sha256: str
    text_sha256: str
    extractor_version: str
    document: DocumentFacts
    clusters: tuple[Cluster, ...] = ()
    members: tuple[Member, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    leaders: tuple[Leader, ...] = ()
    headships: tuple[Headship, ...] = ()
    awards: tuple[Award, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    references: tuple[Reference, ...] = ()
