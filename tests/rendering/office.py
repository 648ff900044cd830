"""Word documents of before DOCX, made by LibreOffice."""

import subprocess
import tempfile
from pathlib import Path


def from_docx(content: bytes, suffix: str) -> bytes:
    """Return a DOCX file as ``doc`` or ``rtf``, in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "document.docx").write_bytes(content)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                folder,
                str(Path(folder, "document.docx")),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(folder, f"document.{suffix}").read_bytes()
