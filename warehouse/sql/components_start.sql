-- Nodes that share a hub belong together; each group goes by its first hub in alphabetical order.
CREATE OR REPLACE TEMP TABLE labels AS
SELECT node, hub, min(hub) OVER (PARTITION BY node) AS label
FROM links;
