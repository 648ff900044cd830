"""ZIP archives as programs write them, and as none does."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members, by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def zipped_raw(members: Mapping[bytes, bytes], *, flags: int = 0, method: int = 0, extra: bytes = b"") -> bytes:
    """An archive with names in whatever bytes, stored, with these flags, this number of a method and this extra field in the directory."""
    body, directory = b"", b""
    for name, content in members.items():
        packed = zlib.compress(content, 9)[2:-4] if method == 8 else content
        told = (20, flags, method, 0, 33, zlib.crc32(content), len(packed), len(content), len(name))
        directory += (
            struct.pack("<4sH5H3I2H3H2I", b"PK\1\2", 20, *told, len(extra), 0, 0, 0, 0, len(body)) + name + extra
        )
        body += struct.pack("<4s5H3I2H", b"PK\3\4", *told, 0) + name + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + end
