-- Where the words asked for stand in documents: start, width, which word, and whether the next one follows.
SELECT document_id, start_offset, any_value(width), min(place), count(paired.place) > 0
FROM located
LEFT JOIN paired USING (document_id, place, start_offset)
WHERE document_id IN (SELECT unnest($document_ids))
GROUP BY document_id, start_offset
ORDER BY document_id, start_offset;
