"""The new extraction of stored documents as a Prefect flow: a task a batch, and the report as an artifact."""

from contextvars import ContextVar

# Sets what Prefect reads when it is imported.
from flows.prefect_flow import as_task, current_run_id, page_of, run_here

# isort: split
from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.bulk_load import Progress, silently
from flows.launching import Ran
from flows.reextracting import Accepted, ReextractRequest, accept_all, propose_all
from flows.reextraction_report import accepted_markdown, proposal_markdown
from warehouse import Proposal, place_called

_PROGRESS: ContextVar[Progress] = ContextVar("progress", default=silently)


@flow(name="reextract")
def reextract(
    warehouse: str, program_version: str, workers: int, wait_seconds: float, examples: int = 3, accept: bool = False
) -> tuple[Proposal | Accepted, str]:
    """Extract the documents of ``warehouse`` again, or accept what came of it; with the id of the run.

    See `flows.reextracting.propose_all` and `flows.reextracting.accept_all`.
    """
    request = ReextractRequest(place_called(warehouse), program_version, workers, wait_seconds, examples)
    run_id = current_run_id() or ""
    progress = _PROGRESS.get()
    result: Proposal | Accepted
    if accept:
        result = accept_all(request, step=as_task, progress=progress, run_id=run_id)
        markdown = accepted_markdown(request.warehouse, result)
    else:
        result = propose_all(request, step=as_task, progress=progress)
        markdown = proposal_markdown(request.warehouse, result)
    create_markdown_artifact(key="reextract", markdown=markdown, description=f"Extracted again: {warehouse}")
    return result, run_id


def run_flow(
    request: ReextractRequest, *, accept: bool = False, progress: Progress = silently
) -> Ran[Proposal | Accepted]:
    """Run the flow on the Prefect API of this process's settings; the arguments are as for the functions behind it.

    Raises:
        As these functions; httpx.HTTPError when the API fails.
    """
    token = _PROGRESS.set(progress)
    try:
        with run_here():
            result, run_id = reextract(
                warehouse=str(request.warehouse),
                program_version=request.program_version,
                workers=request.workers,
                wait_seconds=request.wait_seconds,
                examples=request.examples,
                accept=accept,
            )
    finally:
        _PROGRESS.reset(token)
    return Ran(result, run_id, page_of(run_id))
