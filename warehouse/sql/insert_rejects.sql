INSERT INTO rejects BY NAME
SELECT changed.*, $load_id AS load_id
FROM changed_rejects AS changed;
