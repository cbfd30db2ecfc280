"""Stale and orphaned servers, told apart by the folder a process works in."""

import subprocess
from pathlib import Path

import pytest

from bootstrap import postgres
from bootstrap.console import Failure
from bootstrap.parts import PostgresTools


@pytest.fixture
def cluster(tmp_path: Path) -> postgres.Cluster:
    tools = PostgresTools(Path("/usr/lib/postgresql/15/bin"), 15, {})
    made = postgres.Cluster(tools, tmp_path, tmp_path / "run", None, tmp_path / "log")
    made.data.mkdir()
    made.sockets.mkdir()
    return made


def name_in_pid_file(cluster: postgres.Cluster, process: subprocess.Popen[bytes]) -> Path:
    file = cluster.data / "postmaster.pid"
    file.write_text(f"{process.pid}\n{cluster.data}\n")
    (cluster.sockets / ".s.PGSQL.5432.lock").touch()
    return file


def test_a_stranger_named_by_a_stale_pid_file_is_left_alone(cluster: postgres.Cluster) -> None:
    with subprocess.Popen(["sleep", "60"], cwd="/") as stranger:
        file = name_in_pid_file(cluster, stranger)
        postgres._end_unregistered(cluster)
        assert stranger.poll() is None
        assert not file.exists()
        assert list(cluster.sockets.iterdir()) == []
        stranger.kill()


def test_a_server_that_works_in_our_folder_is_ended(cluster: postgres.Cluster) -> None:
    with subprocess.Popen(["sleep", "60"], cwd=cluster.data) as orphan:
        file = name_in_pid_file(cluster, orphan)
        postgres._end_unregistered(cluster)
        assert orphan.wait(5) != 0
        assert not file.exists()


def test_a_folder_without_pid_file_is_left_as_it_is(cluster: postgres.Cluster) -> None:
    postgres._end_unregistered(cluster)
    assert list(cluster.data.iterdir()) == []


def test_data_of_another_major_version_are_not_touched(cluster: postgres.Cluster) -> None:
    (cluster.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(Failure, match="made by PostgreSQL 17, this is 15"):
        postgres._check_version(cluster)


def test_the_url_carries_the_socket_folder(cluster: postgres.Cluster) -> None:
    import dj_database_url

    parsed = dj_database_url.parse(cluster.url(postgres.APP))
    assert parsed["HOST"] == str(cluster.sockets)
    assert (parsed["USER"], parsed["NAME"]) == ("angui_app", "angui")
