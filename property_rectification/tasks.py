"""Long work of the domain. A task may be lost or run twice: rows already imported are passed over."""

from celery import shared_task


@shared_task(acks_late=True)
def load_demo() -> None:
    """Make the demo's cases, telling the log how far it is."""
    import logging

    from casework import demo
    from property_rectification.demo import cases, exemplars, messages

    log = logging.getLogger(__name__)
    messages.load()
    cases.load(lambda n, of: log.warning("演示案件%d/%d", n, of))
    exemplars.load()
    for part in demo.parts():
        part.load_records()
