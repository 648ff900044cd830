"""The formats that are read, by media type.

A reader is a module here with a ``READER``, listed below. It imports its parser inside the function that reads, so that
listing sources stays quick.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from corpus.readers import doc, docx, html, image, mail, mhtml, pdf, plain_text, rtf
from corpus.readers.reader import Reader
from corpus.sniffing import ZIP
from corpus.tools import fingerprint

READERS: tuple[Reader, ...] = (
    plain_text.READER,
    html.READER,
    pdf.READER,
    docx.READER,
    doc.READER,
    rtf.READER,
    image.READER,
    mail.READER,
    mhtml.READER,
)

BY_MEDIA_TYPE: Mapping[str, Reader] = MappingProxyType(
    {media_type: reader for reader in READERS for media_type in reader.media_types}
)

_MEDIA_TYPE_OF_SUFFIX = {
    # No reader of its own: its members are read.
    ".zip": ZIP,
    **{
        suffix: media_type
        for reader in READERS
        for media_type, suffixes in reader.media_types.items()
        for suffix in suffixes
    },
}
SUFFIXES: Sequence[str] = tuple(sorted(_MEDIA_TYPE_OF_SUFFIX))
"""Of the files that are read, in small letters, with the dot."""


def media_type_of(path: PurePath) -> str | None:
    """Return the media type that a file's suffix promises; see ``media_type_of_suffix``."""
    return media_type_of_suffix(path.suffix)


def media_type_of_suffix(suffix: str) -> str | None:
    """Return the media type that a suffix, with its dot, promises, or None where no reader takes it.

    The table of the ``mimetypes`` module is not used: it calls C sources and batch files plain text, and it differs
    between machines.
    """
    return _MEDIA_TYPE_OF_SUFFIX.get(suffix.lower())


def reader_fingerprint(media_type: str | None) -> str:
    """Return what decides how a source of this type is read, such as ``plain_text/1`` or ``pdf/1 tesseract/5.3.0``.

    A reject is worth another try when this has changed. For a type that no reader takes, and for None, it names all
    readers: there a new one is what has to come.
    """
    reader = BY_MEDIA_TYPE.get(media_type) if media_type else None
    readers = READERS if reader is None else (reader,)
    tools = dict.fromkeys(tool for each in readers for tool in each.tools)
    return " ".join([*(f"{each.name}/{each.version}" for each in readers), *map(fingerprint, tools)])
