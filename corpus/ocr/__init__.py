"""Optical character recognition: from the image of a page to the lines that ``corpus.layout`` takes.

`images` makes a picture one of black on white at a known resolution; `straightening` tells how it is turned; `ruling` finds
the rules of tables and takes them away; `recognising` asks Tesseract for words; `lines` makes printed lines of them;
`pages` does one page after the other within its time.
"""
