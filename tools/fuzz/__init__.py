"""Broken files of every format, made by chance from sample documents, to see that each becomes a document or a reject."""
