UPDATE labels
SET label = lower.label
FROM (
    SELECT node, min(label_of_hub) AS label
    FROM (SELECT node, min(label) OVER (PARTITION BY hub) AS label_of_hub FROM labels)
    GROUP BY node
) AS lower
WHERE lower.node = labels.node AND lower.label < labels.label;
