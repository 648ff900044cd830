"""Documents: their parts are tuples, which a document checks; as JSON and back."""

import json

import pytest
from pydantic import ValidationError

from models import Document, Page, Placement, Segment

_NAMES = {
    "doc_id": "a",
    "source": "a.pdf",
    "sha256": "",
    "text": "Cụm",
    "text_sha256": "",
    "media_type": "application/pdf",
}


def test_as_json_and_back() -> None:
    parts = {"segments": [Segment(0, 3, "heading")], "pages": [Page(1, 0, 3)], "placements": [Placement(0, 3, 1, 7)]}
    document = Document.model_validate(_NAMES | parts)
    assert document.segments == (Segment(0, 3, "heading"),)
    assert Document.model_validate_json(document.model_dump_json()) == document
    by_name = json.loads(document.model_dump_json()) | {"segments": [{"start": 0, "end": 3, "kind": "heading"}]}
    assert Document.model_validate(by_name) == document


@pytest.mark.parametrize(
    "parts",
    [
        {"segments": [Segment(-1, 3, "heading")]},
        {"segments": [(0, 3, "verse")]},
        {"segments": (), "pages": [Page(0, 0, 3)]},
        {"segments": (), "pages": [Page(1, 0, 3, 1.5)]},
    ],
)
def test_parts_that_no_document_has(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate(_NAMES | parts)
