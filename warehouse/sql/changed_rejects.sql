CREATE OR REPLACE TEMP TABLE changed_rejects AS
SELECT staged.*
FROM staged_rejects AS staged
LEFT JOIN rejects AS stored USING (source)
WHERE stored.source IS NULL
    OR stored.sha256 IS DISTINCT FROM staged.sha256
    OR stored.size_bytes IS DISTINCT FROM staged.size_bytes
    OR stored.modified_ns IS DISTINCT FROM staged.modified_ns
    OR stored.stage <> staged.stage
    OR stored.code <> staged.code
    OR stored.reason <> staged.reason
    OR stored.tool_fingerprint <> staged.tool_fingerprint;
