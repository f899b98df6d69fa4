"""One verb, one name: each move has its permission, its action and its address; each state its word, icon and tone."""

from collections.abc import Iterator
from importlib import import_module

import pytest
import rules
from django.apps import apps

from forum.kit.access import permission_name
from forum.kit.icons import ICONS
from forum.kit.moves import Stateful
from forum.kit.states import States
from tests.routes import all_routes

pytestmark = pytest.mark.once

STATEFUL = [model for model in apps.get_models() if issubclass(model, Stateful)]
TONES = {"neutral", "info", "attention", "positive", "negative", "unknown"}
# The clock alone moves these: nobody can ask for them.
BY_THE_CLOCK: set[tuple[str, str]] = {("Session", "hold"), ("Proposal", "lapse"), ("SignUp", "promote")}


def moves() -> Iterator[tuple[type[Stateful], str]]:
    return ((model, verb) for model in STATEFUL for verb in model.MOVES)


def test_every_move_has_a_permission() -> None:
    assert not [
        permission_name(verb, model) for model, verb in moves() if not rules.perm_exists(permission_name(verb, model))
    ]


def test_every_move_has_an_action_of_its_name() -> None:
    def actions(model: type[Stateful]) -> object:
        return import_module(f"{model.__module__.rsplit('.', 1)[0]}.actions")

    assert not [
        f"{model.__name__}.{verb}" for model, verb in moves() if not callable(getattr(actions(model), verb, None))
    ]


def test_every_move_has_an_address_that_ends_in_its_name() -> None:
    ends = {route.last_segment for route in all_routes()}
    asked = [(model.__name__, verb) for model, verb in moves()]
    assert not [pair for pair in asked if pair not in BY_THE_CLOCK and pair[1].replace("_", "-") not in ends]


def test_moves_start_and_end_in_states_of_the_model() -> None:
    for model in STATEFUL:
        known = {value for value, _word in model._meta.get_field("status").choices or []}
        for verb, declared in model.MOVES.items():
            assert declared.sources <= known, (model, verb)
            assert declared.target in known, (model, verb)


def subclasses(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.mark.parametrize("states", list(subclasses(States)), ids=lambda states: states.__name__)
def test_every_state_has_a_word_an_icon_and_a_tone(states: type[States]) -> None:
    for state in states:
        assert state.label
        assert state.icon in ICONS, f"{state!r}: no icon {state.icon}"
        assert state.tone in TONES


def test_no_word_of_ours_is_one_that_the_field_does_not_use() -> None:
    words = {str(state.label) for states in subclasses(States) for state in states}
    assert not words & {"Rejected", "Refused", "Users", "Approved by admin"}


def test_every_model_of_a_state_refuses_others_in_the_database() -> None:
    for model in STATEFUL:
        checks = " ".join(str(constraint) for constraint in model._meta.constraints)
        assert "status__in" in checks, f"{model.__name__} has no status_constraint"
