"""Everything in one process: the web server, a worker and the scheduler. What `make run` starts."""

import os
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from forum.kit import catalogues, guards
from forum.serving.background import Background
from forum.serving.static import collect
from forum.serving.web import Server, bound_socket

PATIENCE = 5.0


class Command(BaseCommand):
    help = "Prepare the database and serve the site, with a worker and the scheduler, until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        bound = bound_socket(settings.HOST, settings.PORT)
        self.prepare()
        greeting = self.greeting()
        connections.close_all()
        background = Background()
        background.start()
        Server(on_ready=lambda: self.say(greeting)).serve_until_stopped(bound)
        self.say("\nStopping.")
        if not background.stop(PATIENCE):
            os._exit(0)  # what is cut off here is a row, and taken up again at the next start

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self) -> None:
        catalogues.compile_stale()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()) or guards.missing():
            self.say("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)
        collect()
        if settings.DEMO:
            call_command("demo")

    def greeting(self) -> str:
        lines = [f"\nCommon Space answers at {settings.BASE_URL}"]
        if settings.DEMO:
            accounts = get_user_model().objects.filter(is_fictional=True, email__endswith="@demo.example")
            lines += ["", f"Demo accounts (password {settings.DEMO_PASSWORD}, one click each on the sign-in page):"]
            lines += [f"  {email:30} {name}" for email, name in accounts.order_by("pk").values_list("email", "name")]
            lines += ["", f"Their mail: {settings.BASE_URL}/demo/mail/"]
        return "\n".join([*lines, "Ctrl-C ends it.", ""])
