"""The walls of the house, as `docs/architecture.md` draws them."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests import source
from tests.source import APPS, HOUSE, calls, chain, imports, modules, place, tree

pytestmark = pytest.mark.once

LAYERS = {
    name: rank
    for rank, names in enumerate(
        [
            ["querysets"],
            ["models"],
            ["permissions"],
            ["actions"],
            ["forms", "filters"],
            ["exports", "outcomes", "reminders", "desk", "panels", "undo", "archive"],
            ["rehearsal"],
            ["views"],
            ["tasks", "urls", "edition_urls", "admin"],
        ]
    )
    for name in names
}
WIRING = {"management", "templatetags"}


def lines_of_the_map() -> dict[str, list[str]]:
    page = (HOUSE / "docs/architecture.md").read_text()
    return {name: line.split(" < ") for name, line in re.findall(r"^([a-z]+): (\S+(?: < \S+)+)$", page, re.M)}


MAP = lines_of_the_map()


def area_of(name: str) -> str:
    """`events.sessions.models` lies in `sessions`; wiring lies in none."""
    app, _, rest = name.partition(".")
    area = rest.partition(".")[0]
    return area if area and area not in WIRING and (HOUSE / app / area).is_dir() else ""


def found(faults: Iterator[str]) -> str:
    return "\n".join(sorted(set(faults)))


def test_the_apps_stand_in_one_line() -> None:
    assert tuple(MAP["apps"]) == APPS

    def faults() -> Iterator[str]:
        for name in modules():
            rank = APPS.index(name.split(".")[0])
            for other in imports(name):
                if APPS.index(other.split(".")[0]) > rank:
                    yield f"{name} imports {other}, to its right"

    assert not found(faults())


def test_every_area_is_on_the_map() -> None:
    for app in APPS:
        areas = {path.name for path in (HOUSE / app).iterdir() if any(path.glob("*.py"))} - {"migrations"}
        assert areas - WIRING <= set(MAP[app]), f"{app}: put the new area into docs/architecture.md"


def test_areas_import_only_areas_before_them() -> None:
    def faults() -> Iterator[str]:
        for name in modules():
            app, area = name.split(".")[0], area_of(name)
            if not area:
                continue
            for other in imports(name):
                if other.split(".")[0] != app:
                    continue
                if not area_of(other):
                    if (area, other) != ("serving", "forum.celery"):
                        yield f"{name} imports the wiring {other}"
                elif MAP[app].index(area_of(other)) > MAP[app].index(area):
                    yield f"{name} imports {other}, of a later area"

    assert not found(faults())


def test_the_kit_has_no_tables_and_knows_no_area() -> None:
    def faults() -> Iterator[str]:
        for name in modules():
            if area_of(name) == "kit" and name.startswith("forum."):
                yield from (f"{name} imports {other}" for other in imports(name) if area_of(other) != "kit")

    assert not found(faults())


def reach_in_area(name: str) -> set[str]:
    """The modules of its own area that `name` imports, directly or through others."""
    area, seen, todo = name.rsplit(".", 1)[0], set(), [name]
    while todo:
        for other in imports(todo.pop()):
            if other.rsplit(".", 1)[0] == area and other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def test_layers_of_an_area_import_no_higher_layer() -> None:
    def faults() -> Iterator[str]:
        for name in modules():
            if name.count(".") != 2:
                continue
            reached = reach_in_area(name)
            if name in reached:
                yield f"{name} imports itself in a circle"
            mine = LAYERS.get(name.rsplit(".", 1)[1])
            for other in reached:
                theirs = LAYERS.get(other.rsplit(".", 1)[1])
                if mine is not None and theirs is not None and theirs > mine:
                    yield f"{name} reaches {other}, of a higher layer"

    assert not found(faults())


def test_no_module_is_longer_than_300_lines() -> None:
    long = {name: len(path.read_text().splitlines()) for name, path in modules().items()}
    assert not {name: lines for name, lines in long.items() if lines > 300}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [name for name in modules() if {"utils", "helpers", "common", "misc"} & set(name.split("."))]


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_nothing_is_imported_inside_a_function() -> None:
    def faults() -> Iterator[str]:
        for name in modules():
            for function in functions(name):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        yield place(name, node)

    assert not found(faults())


def test_there_are_no_signals_and_no_logic_in_save() -> None:
    def faults() -> Iterator[str]:
        for name in modules():
            if re.search(r"django\S*\.signals|import receiver|Signal\(", modules()[name].read_text()):
                yield f"{name} uses signals"
            for node in ast.walk(tree(name)):
                if isinstance(node, ast.ClassDef):
                    overridden = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
                    if "models" in name and overridden & {"save", "delete"}:
                        yield f"{place(name, node)} overrides save() or delete()"

    # the one signal of the frame: guards are put back after every migrate
    assert found(faults()) == "forum.apps uses signals"


def stateful() -> tuple[set[str], set[str]]:
    """The names of the models with a state, and by which names other objects reach them."""
    from django.apps import apps

    from forum.kit.moves import Stateful

    models = [model for model in apps.get_models() if issubclass(model, Stateful)]
    reached: dict[bool, set[str | None]] = {True: set(), False: set()}
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            reached[relation.related_model in models].add(relation.get_accessor_name())
    return {model.__name__ for model in models}, {name for name in reached[True] - reached[False] if name}


def saves_no_row_again(name: str, links: list[str], call: ast.Call) -> bool:
    """A form, a file, a new row, a person (who has neither state nor version), or a function of that name."""
    if any(each.rsplit(".", 1)[1] == links[0] for each in imports(name)) or len(links) == 1:
        return True
    inserts = {keyword.arg for keyword in call.keywords} & {"force_insert", "save"}
    return (
        bool(inserts)
        or links[0] == "form"
        or bool({"storage", "word"} & set(links))
        or name.startswith("accounts.people.")
    )


def only_counts(call: ast.Call) -> bool:
    """A counter raised in place, `taken=F("taken") + 1`: a quota, guarded by the database."""
    return bool(call.keywords) and all(
        any(isinstance(node, ast.Name) and node.id == "F" for node in ast.walk(keyword.value))
        for keyword in call.keywords
    )


def test_what_has_a_state_is_written_by_acts_only() -> None:
    names, accessors = stateful()

    def faults() -> Iterator[str]:
        for name in modules():
            if name == "forum.history.acts":
                continue
            for call in calls(name):
                links = chain(call.func)
                if links[-1:] == ["save"] and not saves_no_row_again(name, links, call):
                    yield f"{place(name, call)} saves an object: use an act, or save(force_insert=True) for a new one"
                updates = links[-1:] in (["update"], ["bulk_update"]) and not only_counts(call)
                if updates and (links[0] in names or accessors & set(links[:-1])):
                    yield f"{place(name, call)} updates what has a state: {'.'.join(links)}"

    assert not found(faults())


def test_the_map_names_no_area_that_is_not_there() -> None:
    for app in APPS:
        assert [area for area in MAP[app] if not (HOUSE / app / area).is_dir()] == [], app
    assert source.modules()
