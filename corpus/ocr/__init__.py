"""Optical character recognition: from the picture of a page to the lines that ``corpus.layout`` takes.

`images` makes any picture a grey one at a known resolution; `straightening` tells how it lies, `cleaning` takes specks away,
`ruling` finds the rules of tables, `preparing` does all this; `recognising` asks Tesseract for words, `cells` asks again
where a table's cell stayed empty; `imagining` and `correcting` put misread words right; `lines` makes printed lines of them; `pages` does a
page within its time.
"""
