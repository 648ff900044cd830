SELECT family, slot, count(*)
FROM (SELECT family, unnest(slots) AS slot FROM proposed_changes)
GROUP BY family, slot
ORDER BY family, count(*) DESC, slot;
