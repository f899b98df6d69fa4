"""The web processes of production: what they have in common is loaded once, and they are forked from it.

They share the memory of what was loaded, and one listening socket. The process that loaded it would only hold what the
others no longer share, so it becomes `watching.py`, which knows nothing of the site. When one has died, that becomes
this again, which starts another beside those that still answer.
"""

import ctypes
import gc
import os
import signal
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.template import engines
from django.urls import get_resolver

from forum.kit import clock, dates
from forum.serving import watching
from forum.serving.web import Server

M_ARENA_MAX = -8  # of glibc's mallopt


def run(bound: socket.socket, processes: int, patience: int, running: list[str]) -> None:
    server = Server(patience=patience)
    server.config.load()
    preload()
    signal.pthread_sigmask(signal.SIG_BLOCK, watching.SIGNALS)  # what comes now, the watching process gets
    pids = [*running]
    while len(pids) < processes:
        pid = os.fork()
        if pid == 0:
            answer(server, bound)
        pids.append(str(pid))
    bound.set_inheritable(True)
    command = [sys.executable, watching.__file__, str(bound.fileno()), ",".join(pids), *sys.argv]
    os.execv(sys.executable, command)  # noqa: S606, our own program


def preload() -> None:
    """What every process needs sooner or later, and no act changes: addresses, templates, names of days and places."""
    get_resolver()._populate()
    engine = engines["django"].engine  # type: ignore[attr-defined]
    for folder in engine.dirs:
        for path in sorted(Path(folder).rglob("*.html")):
            engine.get_template(str(path.relative_to(folder)))
    dates.at(clock.now(), settings.TIME_ZONE)
    connections.close_all()
    gc.collect()
    gc.freeze()  # to collect what is shared would be to write to it
    settled = getattr(ctypes.CDLL(None), "mallopt", None)
    if settled:
        settled(M_ARENA_MAX, 1)  # threads that draw pages in turn need not keep a heap each


def answer(server: Server, bound: socket.socket) -> None:
    """In the new process, which ends here."""
    status = 1
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, watching.SIGNALS)
        server.serve_until_stopped(bound)
        status = 0
    finally:
        os._exit(status)
