"""Files broken by chance, the same for the same chance."""

import io
import random
import zipfile
import zlib

_LONGEST = 400  # bytes of a stretch that is left out, repeated or moved
_MOST_CHANGES = 30
# What parsers have stumbled over; put in anywhere.
_PIECES = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1a", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\r\n\r\n", b"%s%n", b"-1"),
    *(b"<div>" * 400, b"</div>" * 400, b"<table><tr><td>" * 200, b"<!--", b"<script>", b"]]>", b"&#0;", b"&#xD800;"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"(" * 900, b"[" * 900, b"<<" * 500, b"9" * 300, b"{\\rtf1" * 200),
    *(b"--b\r\n" * 50, b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"=?utf-8?B?=====?=", b"=\r\n" * 40),
    *(b"1 0 obj", b"endobj", b"stream\r\n", b"/Kids [1 0 R]", b"PK\3\4", b"PK\1\2", b"PK\5\6", b" " * 4000, b"|" * 900),
)


def mutated(content: bytes, chance: random.Random, *, packed: bool = False) -> bytes:
    """Return a file with bytes, bits and stretches changed, or its end cut off; half of those that are packed have this
    done to one of their members, with the archive whole around it."""
    if packed and chance.random() < 0.5:
        return _with_a_member_mutated(content, chance)
    broken = bytearray(content)
    for _ in range(chance.choice((0, 1, 1, 3, _MOST_CHANGES))):
        if broken:
            at = chance.randrange(len(broken))
            broken[at] = chance.choice((chance.randrange(256), broken[at] ^ (1 << chance.randrange(8)), 0, 255))
    at, length = chance.randint(0, len(broken)), chance.randint(0, _LONGEST)
    match chance.randrange(6):
        case 0:
            del broken[at : at + length]
        case 1:
            broken[at:at] = broken[at : at + length] * chance.choice((1, 1, 50))
        case 2:
            del broken[at:]
        case 3:
            broken[at:at] = chance.choice(_PIECES)
        case 4:
            start = chance.randint(0, len(broken))
            broken[at : at + length] = broken[start : start + length]
    return bytes(broken)


def _with_a_member_mutated(content: bytes, chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error):
        return content
    chosen = chance.choice(sorted(members))
    members[chosen] = mutated(members[chosen], chance, packed=chosen.endswith((".docx", ".zip")))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, member in members.items():
            # With an info of its own, for else the time of day is written too.
            archive.writestr(zipfile.ZipInfo(name), member, zipfile.ZIP_DEFLATED, 1)
    return file.getvalue()
