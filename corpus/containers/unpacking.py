"""One member of a ZIP archive, unpacked as far as it declares and no further."""

import bz2
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO

from corpus.containers.members import ZipMember
from corpus.rejects import ReadError

_HEADER = struct.Struct("<4s5H3I2H")
_CHUNK = 1 << 16  # bytes read at a time
_MOST_AT_ONCE = 1 << 20  # bytes unpacked at a time


def unpacked(file: BinaryIO, member: ZipMember) -> Iterator[bytes]:
    """Yield the bytes of a member in pieces.

    Raises:
        ReadError: ``corrupt``, where it is not what the archive declares; ``bomb``, where it is more.
    """
    packed = _packed(file, member)
    size = crc = 0
    try:
        for piece in METHODS[member.method](packed):
            size += len(piece)
            if size > member.size:
                raise ReadError("bomb", f"unpacks to more than the {member.size:,} bytes that it declares")
            crc = zlib.crc32(piece, crc)
            yield piece
    except zlib.error as error:
        raise ReadError("corrupt", f"cannot be unpacked: {' '.join(str(error).split())[:200]}") from error
    if size < member.size:
        raise ReadError("corrupt", f"unpacks to {size:,} bytes and not to the {member.size:,} that it declares")
    if crc != member.crc:
        raise ReadError("corrupt", "its checksum is wrong")


def _packed(file: BinaryIO, member: ZipMember) -> Iterator[bytes]:
    if member.at < 0:
        raise ReadError("corrupt", "declared to be before the start of the archive")
    file.seek(member.at)
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(b"PK\3\4"):
        raise ReadError("corrupt", "not where the table of contents says")
    *_, name, extra = _HEADER.unpack(header)
    file.seek(name + extra, 1)
    left = member.packed
    while left:
        piece = file.read(min(left, _CHUNK))
        if not piece:
            raise ReadError("corrupt", "cut off")
        left -= len(piece)
        yield piece


def _stored(packed: Iterator[bytes]) -> Iterator[bytes]:
    return packed


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for piece in packed:
        while piece and not inflater.eof:
            yield inflater.decompress(piece, _MOST_AT_ONCE)
            piece = inflater.unconsumed_tail
    while not inflater.eof and (rest := inflater.decompress(inflater.unconsumed_tail, _MOST_AT_ONCE)):
        yield rest


def _unbzipped(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = bz2.BZ2Decompressor()
    for piece in packed:
        while piece or not unpacker.needs_input:
            if unpacker.eof:
                return
            try:
                unpacked_piece = unpacker.decompress(piece, _MOST_AT_ONCE)
            except OSError as error:  # Its word for broken data.
                raise ReadError("corrupt", f"cannot be unpacked: {error}") from error
            yield unpacked_piece
            piece = b""


METHODS: Mapping[int, Callable[[Iterator[bytes]], Iterator[bytes]]] = MappingProxyType(
    {0: _stored, 8: _inflated, 12: _unbzipped}
)
"""How members are unpacked, by the format's numbers of methods."""
