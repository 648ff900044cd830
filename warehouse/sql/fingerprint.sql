-- One number for the rows of a table in any order: the sum of a 64-bit hash of each.
SELECT count(*) || '-' || coalesce(sum(md5_number_lower(to_json(content)::VARCHAR)::HUGEINT), 0)
FROM (SELECT {selected} FROM {table}) AS content;
