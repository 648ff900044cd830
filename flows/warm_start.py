"""Imported once by the process that workers are forked from, so that every worker starts with the pipeline built."""

import contextlib

# What is wrong with the pipeline is told by the workers' initializer; an exception here would only kill their server.
with contextlib.suppress(Exception):
    from flows.extraction import build_pipeline

    build_pipeline()
