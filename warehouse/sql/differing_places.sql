SELECT (SELECT count(*) FROM places) <> (SELECT count(*) FROM staged_places);
