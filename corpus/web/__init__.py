"""Web pages: their encoding, their tree, the blocks of their text, what of it is the article, and what they say of
themselves."""
