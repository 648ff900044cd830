"""How much work a document may be, as far as its format and its size tell before it is opened."""

from collections.abc import Mapping

from corpus import SourceItem

_MEGABYTE = 1_000_000
_USUAL = (0.05, 5.0)
# Seconds a document, and seconds a megabyte, on one processor: see docs/benchmarks.md. A page of a scan takes 3 s, one of
# a digital PDF a hundredth of that, and nobody knows which it is: half-way.
_SECONDS: Mapping[str, tuple[float, float]] = {
    "text/plain": (0.002, 6.0),
    "text/html": (0.01, 2.0),
    "multipart/related": (0.02, 1.0),
    "message/rfc822": (0.02, 1.0),
    "application/pdf": (0.02, 10.0),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (0.03, 3.0),
    "application/msword": (0.1, 3.0),
    "application/rtf": (0.02, 2.0),
}
_IMAGE_SECONDS = 3.0


def expected_seconds(item: SourceItem) -> float:
    """About how long one processor reads and extracts an item."""
    if item.media_type.startswith("image/"):
        return _IMAGE_SECONDS
    each, a_megabyte = _SECONDS.get(item.media_type, _USUAL)
    return each + a_megabyte * item.size / _MEGABYTE
