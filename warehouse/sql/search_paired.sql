-- Two words of the question that stand beside each other there, with one character between them.
CREATE OR REPLACE TEMP TABLE paired AS
SELECT ours.place, ours.document_id, ours.start_offset, least(ours.worth, next.worth) AS worth
FROM located AS ours
JOIN located AS next
    ON next.document_id = ours.document_id
    AND next.place = ours.place + 1
    AND next.start_offset = ours.start_offset + ours.width + 1;
