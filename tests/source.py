"""The project's own Python, read as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
APPS = ("forum", "accounts", "events", "pledges")


@cache
def modules() -> dict[str, Path]:
    """Every module of the apps by dotted name, without migrations."""
    found = {}
    for app in APPS:
        for path in sorted((HOUSE / app).rglob("*.py")):
            parts = list(path.relative_to(HOUSE).with_suffix("").parts)
            if "migrations" in parts:
                continue
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text())


@cache
def imports(name: str) -> frozenset[str]:
    """The modules of the apps that `name` imports, anywhere in it."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules() else node.module)
    return frozenset(found & modules().keys()) - {name}


def calls(name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(name)) if isinstance(node, ast.Call))


def chain(node: ast.expr) -> list[str]:
    """`Proposal.objects.filter(...).update` as its names: Proposal, objects, filter, update."""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            break
    if isinstance(node, ast.Name):
        names.append(node.id)
    return names[::-1]


def place(name: str, node: ast.AST) -> str:
    return f"{modules()[name].relative_to(HOUSE)}:{getattr(node, 'lineno', 0)}"
