"""Long work of the domain. A task may be lost or run twice: rows already imported are passed over."""

from contextlib import suppress

from celery import shared_task


@shared_task(acks_late=True)
def run_import(run_id: int) -> None:
    """Carry out an import whose file was uploaded; the file is deleted when the run has ended well."""
    from casework import imports
    from casework.actor import Actor
    from casework.importing import FileRefused
    from casework.models import ImportRun
    from property_rectification.importers import LeadImporter

    run = ImportRun.objects.select_related("profile", "post__user").get(pk=run_id)
    path = imports.upload_path(run)
    if run.state in (ImportRun.State.DONE, ImportRun.State.REFUSED) or not path.exists():
        return
    with suppress(FileRefused):  # its reason stands in the run
        imports.carry_out(run, path, LeadImporter(), actor=Actor(run.post))
    path.unlink(missing_ok=True)


@shared_task(acks_late=True)
def load_demo() -> None:
    """Make the demo's cases, telling the log how far it is."""
    import logging

    from property_rectification.demo import cases, messages

    log = logging.getLogger(__name__)
    messages.load()
    cases.load(lambda n, of: log.warning("演示案件%d/%d", n, of))
