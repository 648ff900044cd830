"""From printed lines to paragraphs and table rows: what PDF pages and recognised scans have in common.

`lines` says what a printed line is; `columns` brings the lines of a page into reading order; `tables` finds the cells that
rules make; `furniture` knows running headers, footers and page numbers; `paragraphs` joins lines; `composing` makes the
text of a document of it all. Lengths are in points, from the top left of the page as it is shown.
"""
