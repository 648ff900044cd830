"""The formats that are tried, and whole files of each made of a sample document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from corpus.tools import SOFFICE, TESSERACT, Tool
from tests.rendering import docx, html, legacy, mail, office, pdf, scan
from tests.rendering.archives import zipped


@dataclass(frozen=True)
class Format:
    """A format by its suffix, and how a text becomes a file of it."""

    suffix: str
    render: Callable[[str], bytes]
    tool: Tool | None = None
    """The outside program that reads it, without which it is not tried."""
    packed: bool = False
    """Whether files are ZIP archives, whose members are worth changing before they are packed."""


def _archive(text: str) -> bytes:
    members = {"a.txt": text.encode(), "năm/b.docx": docx.render(text), "in.zip": zipped({"c.txt": text.encode()})}
    return zipped({**members, "d.eml": mail.render(text)})


def _message(text: str) -> bytes:
    page = html.render(text).decode()
    return mail.render(text, {"a.docx": docx.render(text), "b.zip": zipped({"c.txt": text.encode()})}, page=page)


def _picture(text: str, kind: str) -> bytes:
    return scan.as_image(scan.pictures(pdf.render(text[:600]), 100)[0], kind, 100)


def _scan(text: str) -> bytes:
    return scan.render(text[:600], resolution=100)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "txt": Format(".txt", str.encode),
        "tcvn3": Format(".txt", legacy.render),
        "html": Format(".html", html.render),
        "mht": Format(".mht", lambda text: mail.render_saved_page(html.render(text).decode())),
        "eml": Format(".eml", _message),
        "pdf": Format(".pdf", pdf.render),
        "docx": Format(".docx", docx.render, packed=True),
        "zip": Format(".zip", _archive, packed=True),
        "doc": Format(".doc", lambda text: office.from_docx(docx.render(text), "doc"), SOFFICE),
        "rtf": Format(".rtf", lambda text: office.from_docx(docx.render(text), "rtf"), SOFFICE),
        "png": Format(".png", partial(_picture, kind="PNG"), TESSERACT),
        "jpg": Format(".jpg", partial(_picture, kind="JPEG"), TESSERACT),
        "scan": Format(".pdf", _scan, TESSERACT),
    }
)
INSIDE: Sequence[str] = tuple(name for name, each in FORMATS.items() if each.tool is None)
"""Those that are read in this process."""
