SELECT family, sum(same)::BIGINT, sum("new")::BIGINT, sum(gone)::BIGINT, sum(changed)::BIGINT, sum(rated)::BIGINT
FROM proposed_counts
GROUP BY family;
