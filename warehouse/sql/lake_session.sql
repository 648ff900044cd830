-- How a session that holds locks is kept: for as long as its process lives and no longer. A machine that lost its power
-- says no goodbye; the server notices after a minute. Settings that this server does not have are left out.
SELECT set_config(name, value, false)
FROM (
    VALUES
        ('tcp_keepalives_idle', '30'),
        ('tcp_keepalives_interval', '10'),
        ('tcp_keepalives_count', '3'),
        ('idle_session_timeout', '0')
) AS wanted (name, value)
JOIN pg_settings USING (name);
