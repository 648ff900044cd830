"""Sketches of texts, by which near-duplicates are found without comparing each text with each."""

import hashlib
import re
import struct

SKETCH_COLUMNS = ("document_id", "signature", "bands")

_WORD = re.compile(r"\w+")
_RUN = 3
_LEAST_RUNS = 20
_SEED = 20240101
_BANDS, _ROWS = 16, 8
"""Texts that share four fifths of their runs of words share a band with a probability of 95 %."""


def sketch(text: str) -> tuple[list[int], list[int]] | None:
    """The signature of a text and the hashes of its bands; None for a text that is too short to be compared.

    >>> sketch("a b c") is None
    True
    """
    words = _WORD.findall(text.casefold())
    runs = set(map(" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False)))
    if len(runs) < _LEAST_RUNS:
        return None
    from rensa import RMinHash

    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update(list(runs))
    signature = minhash.digest()
    packed = struct.pack(f"<{_BANDS * _ROWS}I", *signature)
    width = 4 * _ROWS
    bands = [
        int.from_bytes(
            hashlib.blake2b(packed[at * width : (at + 1) * width], digest_size=8, salt=bytes([at])).digest(), "big"
        )
        for at in range(_BANDS)
    ]
    return signature, bands
