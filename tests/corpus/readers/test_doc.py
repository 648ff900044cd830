"""DOC files that are told from others before any program is asked."""

import pytest

from corpus import ReadError
from corpus.readers.doc import read

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_ENCRYPTED_FLAG = b"\xec\xa5" + bytes(8) + b"\x00\x01"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"D\xe9 " * 200, "corrupt"),
        (_MAGIC + bytes(2000), "corrupt"),
        (_MAGIC + bytes(504) + _ENCRYPTED_FLAG + bytes(500) + _STREAM, "encrypted"),
        (_MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_no_program_is_given(content: bytes, code: str) -> None:
    with pytest.raises(ReadError) as error:
        read(content)
    assert error.value.code == code
