-- Which units were granted emulation flags, or are proposed for them?
SELECT recipient, year, status, array_to_string(names, '; ') AS flag, evidence
FROM awards_by_unit
WHERE award = 'emulation_flag' AND recipient_kind = 'unit'
ORDER BY year DESC NULLS LAST, status, recipient
LIMIT 8;
