-- Who has the turn to write.
SELECT activity.application_name, coalesce(host(activity.client_addr), 'this machine')
FROM pg_locks
JOIN pg_stat_activity AS activity USING (pid)
WHERE pg_locks.locktype = 'advisory'
    AND pg_locks.granted
    AND pg_locks.classid = %s
    AND pg_locks.objid = %s
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database());
