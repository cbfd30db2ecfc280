"""The worker of long work dies by SIGKILL: the next one begins again, and after three deaths the job says failed.

The work itself is the product's export; the moment is made by the database, where a trigger of the test lets the
writing of progress wait on a lock that the test holds.
"""

from casework import jobs
from casework.actor import Actor
from casework.models import Job
from casework.tasks import run_job
from tests import databases
from tests.casework import small_world
from tests.processes import kill, process, wait_for, waiting

LOCK = 0x6A6F62
_HOLD_PROGRESS = f"""
    CREATE FUNCTION hold_progress() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_lock({LOCK}); PERFORM pg_advisory_unlock({LOCK}); RETURN NEW; END $$;
    CREATE TRIGGER hold_progress BEFORE UPDATE ON casework_job FOR EACH ROW
        WHEN (NEW.state = 'done') EXECUTE FUNCTION hold_progress();
"""
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


def state(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def nobody_has(job: Job) -> bool:
    with jobs._held(job.pk) as alone:
        return alone


def test_a_killed_worker_loses_no_job_and_three_deaths_end_it(fresh_database: str, queue: str) -> None:
    command = ("-m", "celery", "-A", "config", "worker", "-c", "1", "-Q", queue, "-n", f"{queue}@%h", *QUIET)
    post = small_world.post("clerk", "R04")
    query = {"kind": "property.case", "query": "", "form": "csv", "columns": "ledger", "said": False}
    lost, doomed = (jobs.submit("list.export", actor=Actor(post), params=query) for _n in range(2))
    Job.objects.filter(pk=doomed.pk).update(attempts=jobs.ATTEMPTS - 1)
    with databases.admin(fresh_database) as cursor:
        cursor.execute(f'ALTER DATABASE "{fresh_database}" SET client_connection_check_interval = 100')
        cursor.execute(_HOLD_PROGRESS)
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        for job in (lost, doomed):
            run_job.apply_async([str(job.pk)], queue=queue)
            with process(fresh_database, *command) as worker:
                wait_for("the job to come to its end", lambda: waiting(cursor))
                assert not nobody_has(job), "the living worker holds it"
                kill(worker)
            wait_for("the server to drop the killed worker's connection", lambda: not waiting(cursor))
        cursor.execute("DROP TRIGGER hold_progress ON casework_job")

    assert (state(lost), state(doomed)) == (Job.RUNNING, Job.RUNNING)
    assert nobody_has(lost)
    assert jobs.sweep() == 2, "both are found without a worker"
    for job in (lost, doomed):
        run_job.apply_async([str(job.pk)], queue=queue)
    with process(fresh_database, *command):
        wait_for("both jobs to end", lambda: {state(lost), state(doomed)} <= {Job.DONE, Job.FAILED})
    assert (state(lost), state(doomed)) == (Job.DONE, Job.FAILED)
    assert Job.objects.get(pk=lost.pk).attempts == 2
    assert "中断了3次" in Job.objects.get(pk=doomed.pk).problem
