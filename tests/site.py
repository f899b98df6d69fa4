"""The whole site in a process of its own, as `make run` starts it."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers import HOUSE, free_port, with_us


class Site:
    """`manage.py serve` in a process of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.port = free_port()
        given = {"DATA_DIR": str(home), "PORT": str(self.port), "DATABASE_URL": "", "LOG_LEVEL": "WARNING"}
        self.environment = {key: value for key, value in {**os.environ, **given, **environment}.items() if value}
        self.environment.pop("TESTING", None)
        self.home = home

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*with_us(), sys.executable, "manage.py", "serve"],
            env=self.environment,
            cwd=HOUSE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=15)
        return self.process.returncode, said
