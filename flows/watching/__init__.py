"""Scheduled ingestion: sources that are looked at again and again, and what is new there loaded.

`flows.watching.sources` reads ``sources.toml``, `flows.watching.looking.look` looks at one source once.
"""
