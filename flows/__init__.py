"""The steps from files to answers, put together: bulk load, extraction to a stream, evaluation.

Each is a plain function that a test or a notebook can call: `flows.bulk_load.bulk_load`,
`flows.extraction.extract_paths`, `flows.evaluating.evaluate_folder`. `flows.prefect_flow` runs the bulk load as a
Prefect flow and `flows.watching.prefect_watch` the scheduled ingestion; they are the only modules that import Prefect, and
they are imported only when a flow runs.
"""
