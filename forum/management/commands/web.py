"""The web processes of production, on one port."""

import os
import socket
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.checks import refuse_unfit
from forum.serving.prefork import run
from forum.serving.web import bound_socket


class Command(BaseCommand):
    help = "Answer requests, in several processes that share their memory, until SIGTERM."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--patience", type=int, default=20, help="Seconds in which a request may still end.")

    def handle(self, *args: Any, **options: Any) -> None:
        """What `watching.py` leaves in the environment is of processes that still answer."""
        refuse_unfit()
        kept, running = os.environ.pop("WEB_SOCKET", ""), os.environ.pop("WEB_RUNNING", "")
        bound = socket.socket(fileno=int(kept)) if kept else bound_socket(options["host"], options["port"])
        run(bound, options["workers"], options["patience"], running.split(",") if running else [])
