"""Styles and scripts, compressed, under addresses that change with every release.

`STATIC_URL` carries a mark of the contents of all of them, so a browser keeps each for good. `collectstatic` puts them
compressed into the folder of the release, and `manage.py serve` does so itself; until then they are sent as they lie.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from servestatic.middleware import ServeStaticMiddleware


class StaticFiles(ServeStaticMiddleware):
    def __init__(self, get_response: Callable[..., Any]) -> None:
        super().__init__(get_response)
        if is_collected():
            self.add_files(str(settings.STATIC_ROOT), prefix=self.static_prefix)

    def immutable_file_test(self, path: str, url: str) -> bool:
        return not settings.DEBUG and url.startswith(self.static_prefix)


def is_collected() -> bool:
    return not settings.DEBUG and Path(settings.STATIC_ROOT, "css").is_dir()


def collect() -> None:
    if not settings.DEBUG and not is_collected():
        call_command("collectstatic", interactive=False, verbosity=0)
