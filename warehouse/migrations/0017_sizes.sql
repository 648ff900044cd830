COMMENT ON COLUMN document_sources.size_bytes IS 'Size in bytes when last seen, where known: of the file, and for a member of a container its own, unpacked. With modified_ns it spares reading what is unchanged.';
COMMENT ON COLUMN document_sources.modified_ns IS 'Time of the last change when last seen, in nanoseconds since 1970 (UTC), where known: of the file, and for a member of a container that of the outermost container; null for addresses.';
COMMENT ON COLUMN rejects.size_bytes IS 'Size in bytes, where known: of the file, and for a member of a container its own, unpacked.';
COMMENT ON COLUMN rejects.modified_ns IS 'Time of the last change in nanoseconds since 1970 (UTC), where known: of the file, and for a member of a container that of the outermost container; null for addresses.';
