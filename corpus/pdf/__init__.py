"""PDF: `engine` opens files by pypdfium2, `content` gives the lines and rules of a page, `fonts` knows and mends text layers
whose characters are not what is printed.
"""
