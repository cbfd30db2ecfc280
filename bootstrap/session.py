"""The frame of both commands: signals become an orderly end, failures plain words, and no process is left behind."""

import contextlib
from collections.abc import Callable, Iterator

from bootstrap.children import Children
from bootstrap.console import Failure, say, show_failure, use_utf8
from bootstrap.layout import Layout
from bootstrap.prepare import check_machine, sole
from bootstrap.processes import Stopped, ignore_stop, install_signal_handlers


def guarded(command: Callable[[], int]) -> int:
    """Run a command and return its exit code: 1 for a failure, 128 + n when signal n cut it short."""
    use_utf8()
    install_signal_handlers()
    try:
        return command()
    except Failure as failure:
        show_failure(failure)
        return 1
    except OSError as error:
        show_failure(_unforeseen(error))
        return 1
    except Stopped as stop:
        return 128 + stop.number


def _unforeseen(error: OSError) -> Failure:
    return Failure(
        f"系统操作失败:{error}。请检查磁盘空间和文件权限后重新运行,已完成的步骤不会重做。",
        f"The system refused: {error}. Check disk space and permissions and start again; finished steps are kept.",
    )


@contextlib.contextmanager
def session(layout: Layout, command: str) -> Iterator[Children]:
    """The servers of one command: leftovers of a killed one are ended first, its own ones at the end."""
    check_machine(layout)
    layout.create()
    children = Children(layout.var)
    with sole(layout, command):
        try:
            children.stop_leftovers()
            yield children
        except Stopped:
            ignore_stop()
            say("正在停止 · stopping")
            raise
        finally:
            ignore_stop()
            if children.running:
                children.stop()
                say("已停止,没有遗留进程 · stopped, nothing left running")
