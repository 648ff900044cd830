"""LibreOffice as a converter: old documents to DOCX, without macros, links and network."""

import tempfile
from importlib.resources import files
from pathlib import Path

from corpus.isolation import allow_time
from corpus.rejects import ReadError
from corpus.tools import SOFFICE, run, usable

# A conversion takes one to three seconds, of which starting takes one.
_PATIENCE = 60.0  # seconds
_AFTERWARDS = 20.0  # seconds, for reading and extracting what came out
# LibreOffice reserves far more address space than it uses: it starts with 1 GB, and large tables need twice that.
_MEMORY = 3 << 30  # bytes
_MOST_BYTES = 64 << 20  # of the result; more is not read
_ARGUMENTS = (
    "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
)  # fmt: skip


def to_docx(content: bytes, suffix: str) -> bytes:
    """Return an old document (``suffix`` is ``doc`` or ``rtf``) as the bytes of a DOCX file.

    Each call has a profile of its own, so that any number may run at the same time. The profile forbids macros, updates
    of links, and remote content, and sends what asks for the network all the same to a port where nobody listens.

    Raises:
        ReadError: ``needs_tool``, ``timeout``, ``tool_failed``; ``corrupt`` where LibreOffice makes nothing of it.
    """
    soffice = usable(SOFFICE)
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        source = Path(folder, f"document.{suffix}")
        source.write_bytes(content)
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_bytes((files("corpus") / "office_settings.xcu").read_bytes())
        allow_time(_PATIENCE + _AFTERWARDS)
        run(
            soffice,
            [
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                *_ARGUMENTS,
                *("--convert-to", "docx:Office Open XML Text", "--outdir", str(Path(folder, "result")), str(source)),
            ],
            timeout=_PATIENCE,
            memory=_MEMORY,
        )
        result = Path(folder, "result", "document.docx")
        if not result.is_file():
            raise ReadError("corrupt", "LibreOffice makes no document of it")
        if result.stat().st_size > _MOST_BYTES:
            raise ReadError("bomb", f"becomes a DOCX of {result.stat().st_size:,} bytes")
        return result.read_bytes()
