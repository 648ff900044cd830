SELECT source, sha256, stage, code, reason, tool_fingerprint, size_bytes, modified_ns
FROM rejects;
