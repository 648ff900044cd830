"""Documents made of plain texts, one module a format."""
