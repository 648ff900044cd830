SELECT (hash(node) >> 1)::BIGINT AS node, (hash(hub) >> 1)::BIGINT AS hub FROM links;
