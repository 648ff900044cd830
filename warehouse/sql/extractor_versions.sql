SELECT sha256, extractor_version
FROM documents
WHERE sha256 IN (SELECT unnest($sha256s));
