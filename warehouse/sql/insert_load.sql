INSERT INTO loads BY NAME
SELECT
    $load_id AS load_id,
    $run_id AS run_id,
    $started_at AS started_at,
    $finished_at AS finished_at,
    $program_version AS program_version,
    $documents_added AS documents_added,
    $documents_replaced AS documents_replaced,
    $documents_unchanged AS documents_unchanged,
    $sources_added AS sources_added,
    $facts_written AS facts_written,
    $rejects_written AS rejects_written,
    $rejects_resolved AS rejects_resolved,
    $documents_superseded AS documents_superseded;
