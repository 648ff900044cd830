-- Who heads which cluster next year?
SELECT cluster, role, unit, year, evidence
FROM next_heads
WHERE role = 'head'
ORDER BY year DESC, cluster
LIMIT 8;
