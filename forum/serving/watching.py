"""Watches web processes: passes on the signal that ends them, and has another started where one died.

A program of its own that imports nothing of the site. Signals stay blocked through every `exec`, and are taken one by
one. Its words: the listening socket, the processes, and the command that starts what is missing.
"""

import os
import signal
import sys
import time

ENDS = {signal.SIGTERM, signal.SIGINT}
SIGNALS = {*ENDS, signal.SIGCHLD}
AGAIN_AFTER = 1.0  # seconds: what cannot start is not started in a hurry


def has_ended(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG)[0] != 0


def watch(listening: str, pids: list[int], command: list[str]) -> int:
    while not ENDS & signal.sigpending():
        ended = {pid for pid in pids if has_ended(pid)}
        if ended:
            sys.stderr.write(f"Web process {min(ended)} ended. Another takes its place.\n")
            time.sleep(AGAIN_AFTER)
            running = ",".join(str(pid) for pid in pids if pid not in ended)
            environment = {**os.environ, "WEB_SOCKET": listening, "WEB_RUNNING": running}
            os.execve(sys.executable, [sys.executable, *command], environment)  # noqa: S606, our own program
        if signal.sigwait(SIGNALS) in ENDS:
            break
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    for pid in pids:
        os.waitpid(pid, 0)
    return 0


if __name__ == "__main__":
    sys.exit(watch(sys.argv[1], [int(pid) for pid in sys.argv[2].split(",")], sys.argv[3:]))
