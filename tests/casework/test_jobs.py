"""Long work: done once, told in the bell, its file for the owner alone and for seven days."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings

from casework import clock, jobs, outbox
from casework.actor import Actor
from casework.models import AccessEntry, Job, Notice, Post
from casework.refusals import BadRequest, OutOfScope
from tests.casework import small_world
from tests.flows.district import PLAIN_STATIC


class Probe(jobs.Work):
    """Counts to what it is told to; what it then does is the test's."""

    code, label = "test.probe", "试跑"

    def __init__(self) -> None:
        self.begun = 0
        self.then: Any = lambda: jobs.Result("甲,乙".encode(), "试.csv", jobs.CSV)

    def run(self, job: Job, step: jobs.Step) -> jobs.Result | None:
        self.begun += 1
        for n in range(job.params.get("n", 3)):
            step(n + 1, job.params.get("n", 3))
        return self.then()


@pytest.fixture
def probe() -> Iterator[Probe]:
    work = Probe()
    jobs.register(work)
    yield work
    del jobs._WORKS[work.code]


@pytest.fixture
def post(db: None) -> Post:
    return small_world.post("clerk", "R04")


def submit(post: Post, **params: Any) -> Job:
    return jobs.submit("test.probe", actor=Actor(post), params=params)


def bell(post: Post) -> list[tuple[str, str]]:
    outbox.relay()
    return [(n.code, n.params["job"]) for n in Notice.objects.filter(user=post.user)]


def test_a_job_runs_once_keeps_its_file_and_rings(post: Post, probe: Probe) -> None:
    job = submit(post, n=5)
    assert (job.state, jobs.available(job)) == (Job.WAITING, False)
    jobs.run(job.pk)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts, probe.begun) == (Job.DONE, 5, 5, 1, 1)
    assert jobs.read(job).decode() == "甲,乙"
    assert "甲".encode() not in jobs.path_of(job).read_bytes(), "the file lies encrypted"
    assert bell(post) == [("job_done", str(job.pk))]


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (jobs.Unfinished("先加筛选。"), "先加筛选。"),
        (BadRequest("没有这个筛选条件。"), "没有这个筛选条件。"),
        (ZeroDivisionError("13800138000"), "没有办成"),
    ],
)
def test_a_job_that_cannot_be_done_says_why(post: Post, probe: Probe, problem: Exception, words: str) -> None:
    def refuse() -> None:
        raise problem

    probe.then = refuse
    job = submit(post)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.FAILED
    assert words in jobs.words(job)
    assert "13800138000" not in jobs.words(job)
    assert bell(post) == [("job_failed", str(job.pk))]


def test_progress_is_words_with_both_numbers(post: Post, probe: Probe) -> None:
    job = submit(post)
    assert jobs.words(job) == "在排队，马上开始。可以离开，好了会通知。"
    job.state, job.done, job.total = Job.RUNNING, 1200, 5000
    assert jobs.words(job) == "正在生成，1,200/5,000。可以离开，好了会通知。"


def test_the_parameters_name_no_person(post: Post, probe: Probe) -> None:
    with pytest.raises(ValueError, match="no person"):
        submit(post, q="138 0013 8000")


def test_a_file_lasts_seven_days(post: Post, probe: Probe) -> None:
    job = submit(post)
    jobs.run(job.pk)
    job.refresh_from_db()
    with clock.moved_to(clock.now() + jobs.KEPT_FOR - timedelta(minutes=1)):
        assert (jobs.expire(), jobs.available(job)) == (0, True)
    with clock.moved_to(clock.now() + jobs.KEPT_FOR + timedelta(minutes=1)):
        assert not jobs.available(job)
        assert jobs.expire() == 1
        assert not jobs.path_of(job).exists()
        job.refresh_from_db()
        assert jobs.words(job) == "文件已过7天，已删除。可重新导出。"
        with pytest.raises(OutOfScope):
            jobs.read(job)


def test_who_lost_the_post_can_no_longer_be_acted_for(post: Post, probe: Probe) -> None:
    job = submit(post)
    assert jobs.actor_of(job).role == "R04"
    Post.objects.filter(pk=post.pk).update(valid_to=clock.now().date() - timedelta(days=1))
    with pytest.raises(OutOfScope):
        jobs.actor_of(job)


def test_begun_three_times_without_an_end_it_says_failed(post: Post, probe: Probe) -> None:
    job = submit(post)
    Job.objects.filter(pk=job.pk).update(state=Job.RUNNING, attempts=jobs.ATTEMPTS)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, probe.begun) == (Job.FAILED, 0)
    assert "中断了3次" in job.problem


# --- the pages ------------------------------------------------------------------------------------------------------


def client_of(post: Post) -> Client:
    client = Client()
    client.force_login(post.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@override_settings(STORAGES=PLAIN_STATIC)
def test_only_the_owner_sees_and_fetches_it_and_it_is_logged(post: Post, probe: Probe) -> None:
    job = submit(post)
    jobs.run(job.pk)
    mine, others = client_of(post), client_of(small_world.post("other", "R04"))
    page = mine.get(jobs.url(job)).content.decode()
    assert "下载试.csv" in page
    assert "hx-trigger" not in page, "what is over asks no more"
    answer = mine.get(f"{jobs.url(job)}file/")
    assert answer.content.decode() == "甲,乙"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    for address in (jobs.url(job), f"{jobs.url(job)}file/"):
        assert others.get(address).status_code == 404
    entry = AccessEntry.objects.get(action="download")
    assert (entry.user, entry.subject, entry.detail) == (post.user, "job:test.probe", {"job": str(job.pk)})


@override_settings(STORAGES=PLAIN_STATIC)
def test_a_running_job_asks_again_and_an_expired_one_offers_to_start_anew(post: Post, probe: Probe) -> None:
    job, mine = submit(post, n=4), client_of(post)
    assert 'hx-trigger="every 2s"' in mine.get(jobs.url(job)).content.decode()
    assert mine.post(jobs.url(job))["Location"] == jobs.url(job), "one that waits is not started twice"
    jobs.run(job.pk)
    with clock.moved_to(clock.now() + jobs.KEPT_FOR + timedelta(minutes=1)):
        assert "重新生成" in mine.get(jobs.url(job)).content.decode()
        again = mine.post(jobs.url(job))["Location"]
    fresh = Job.objects.get(state=Job.WAITING)
    assert (again, fresh.params) == (jobs.url(fresh), {"n": 4})


@override_settings(STORAGES=PLAIN_STATIC)
def test_the_bell_leads_to_the_job(post: Post, probe: Probe) -> None:
    job = submit(post)
    jobs.run(job.pk)
    outbox.relay()
    page = client_of(post).get("/inbox/?tab=remind").content.decode()
    assert f'href="{jobs.url(job)}"' in page
    assert "试跑：已完成" in page
