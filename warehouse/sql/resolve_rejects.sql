DELETE FROM rejects
WHERE source IN (SELECT source FROM staged_sources SEMI JOIN document_sources USING (document_id, source))
    OR source IN (SELECT source FROM staged_resolved);
