-- Paged formats: the pages of a document, where its characters stand on them, and the page of each quote.

ALTER TABLE documents ADD COLUMN pages STRUCT(number INTEGER, start_offset INTEGER, end_offset INTEGER, ocr_confidence DOUBLE)[] DEFAULT [];
ALTER TABLE documents ADD COLUMN placements STRUCT(start_offset INTEGER, end_offset INTEGER, page INTEGER, first INTEGER)[] DEFAULT [];
COMMENT ON COLUMN documents.pages IS 'Pages in order, text[start_offset:end_offset], with the mean confidence of the words of a page that was read by OCR (0 to 1; null where the page has a text layer); empty where the format has no pages.';
COMMENT ON COLUMN documents.placements IS 'Where stretches of the text stand: the characters of text[start_offset:end_offset] are, one to one, those numbered from first on of the page, as the reader counts them; from this, boxes are computed on demand.';

ALTER TABLE evidence ADD COLUMN page INTEGER;
COMMENT ON COLUMN evidence.page IS 'Number of the page on which the quote begins, from 1; null where the format has no pages.';
