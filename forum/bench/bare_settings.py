"""The settings of the site with nothing in front of the view that pages are compared with."""

from forum.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []  # type: ignore[no-redef]
ROOT_URLCONF = "forum.bench.bare"
