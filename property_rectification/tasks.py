"""Long work of the domain. A task may be lost or run twice: rows already imported are passed over."""

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
    try:
        imports.carry_out(run, path, LeadImporter(), actor=Actor(run.post))
    except FileRefused:
        pass  # the reason stands in the run
    path.unlink(missing_ok=True)
