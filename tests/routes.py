"""Every address of the site, from the resolver."""

import re
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """`path` has its parameters as `<name>`; `name` is the URL's name."""

    path: str
    name: str
    parameters: tuple[str, ...]

    @property
    def last_segment(self) -> str:
        return self.path.rstrip("/").rsplit("/", 1)[-1]


@cache
def all_routes() -> tuple[Route, ...]:
    found: list[Route] = []

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> None:
        for pattern in patterns:
            path = prefix + re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"<\1>", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, path)
            else:
                parameters = tuple(re.findall(r"<([a-z_0-9]+)>", path))
                found.append(Route(f"/{path}", pattern.name or "", parameters))

    walk(get_resolver().url_patterns, "")
    return tuple(found)
