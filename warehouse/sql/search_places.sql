-- Where the words asked for stand in one document: start, width, which word, and whether the next one follows.
SELECT start_offset, any_value(width), min(place), count(paired.place) > 0
FROM located
LEFT JOIN paired USING (document_id, place, start_offset)
WHERE document_id = $document_id
GROUP BY start_offset
ORDER BY start_offset;
