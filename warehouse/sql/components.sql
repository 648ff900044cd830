-- Nodes that share a hub belong together; each group goes by its first hub in alphabetical order.
CREATE OR REPLACE TEMP TABLE labels AS
SELECT links.node, links.hub, min(links.hub) OVER (PARTITION BY grouped."group") AS label
FROM links
JOIN grouped ON grouped.node = (hash(links.node) >> 1)::BIGINT;
