"""A warehouse of the sample documents with the facts that their annotators found, for examples that stay as they are.

``python -m tools.sample_warehouse FILE`` makes it. What `thidua load corpus/samples` makes holds what the extractors
find in the same documents, and changes with them.
"""

import sys
from pathlib import Path

from evaluation import GoldDocument, read_gold
from models import Document, Segment
from warehouse import Item, load_batch

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "corpus" / "samples", ROOT / "docs" / "questions" / "follow-ups")


def sample_items() -> list[Item]:
    """The sample documents with their facts, in order of name."""
    return [_item(gold) for folder in FOLDERS for gold in read_gold(folder)]


def _item(gold: GoldDocument) -> Item:
    facts = gold.facts
    source = str(gold.text_file.relative_to(ROOT))
    document = Document(
        doc_id=facts.doc_id,
        source=source,
        sha256=facts.sha256,
        text=gold.text,
        text_sha256=facts.text_sha256,
        media_type="text/plain",
        segments=(Segment(start=0, end=len(gold.text), kind="paragraph"),),
    )
    return Item(document, facts.model_copy(update={"source": source}))


def make_sample_warehouse(file: Path) -> None:
    """Load the sample documents into a new file."""
    load_batch(file, sample_items(), run_id="samples", program_version="samples")


if __name__ == "__main__":
    make_sample_warehouse(Path(sys.argv[1]))
    sys.stdout.write(f"{sys.argv[1]} made\n")
