"""Word documents (OOXML): their package, their fonts and lists, and their text in reading order."""
