SELECT (SELECT sum(hash(stored)) FROM places AS stored) IS DISTINCT FROM (SELECT sum(hash(staged)) FROM staged_places AS staged);
