"""What `./run` and `./test` share: from an empty machine to a served product, with the standard library alone.

From the bottom up:

    console     lines with seconds, failures in plain words
    layout      where everything lies
    stamps      what is done and need not be done again
    processes   one child process: starting it, recognising it later, ending it
    children    several of them, and the record that finds what a killed run left behind
    steps       one long command with progress and a log
    debian, parts           PostgreSQL, Redis and chromium from the system, apt or unpacked packages
    papers                  what printing needs, likewise
    packages, frontend      the virtual environment and the built front end
    postgres, redis, keys   the private servers and the generated secrets
    prepare     all of the above in order
    session     the frame around both commands: signals, failures, the end of every process
    serve, check            the two commands
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said in plain words here, before newer syntax is met
    sys.exit(
        "需要 Python 3.11 以上。请安装后用它运行,例如 python3.11 run\n"
        "Python 3.11 or newer is needed. Install it and start with it, e.g. python3.11 run"
    )
