-- What is known of a file may change without its bytes.
UPDATE document_sources
SET size_bytes = staged.size_bytes, modified_ns = staged.modified_ns
FROM staged_sources AS staged
WHERE staged.document_id = document_sources.document_id
    AND staged.source = document_sources.source
    AND staged.modified_ns IS NOT NULL
    AND (
        staged.size_bytes IS DISTINCT FROM document_sources.size_bytes
        OR staged.modified_ns IS DISTINCT FROM document_sources.modified_ns
    );
