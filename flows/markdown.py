"""Text of documents, names and addresses in Markdown."""


def cell(text: str) -> str:
    """Text in a table of Markdown, where file names are hostile too."""
    return " ".join("".join(f"\\{c}" if c in "\\`*_[]<>|#!" else c for c in text).split())
