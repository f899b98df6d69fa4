"""Moves as data, and the one door to objects."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from forum.editions.models import Edition, Stage
from forum.history.acts import move
from forum.history.models import Entry
from forum.kit.access import fetch, may
from forum.kit.moves import moves
from forum.kit.refusals import Refused
from tests import factories
from tests.cast import CAST, Cast


def test_a_move_is_declared_in_one_line() -> None:
    declared = moves(submit=(["draft", "changes"], "submitted"), decline=(["submitted"], "declined", "reason"))
    assert declared["submit"].sources == {"draft", "changes"}
    assert not declared["submit"].reason
    assert declared["decline"].reason


@pytest.mark.django_db
class TestMove:
    @pytest.fixture(autouse=True)
    def _decline_needs_a_reason(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with_reason = moves(start=([Stage.REGISTRATION_OPEN], Stage.RUNNING, "reason"))
        monkeypatch.setattr(Edition, "MOVES", Edition.MOVES | with_reason)

    @pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
    def test_without_a_reason_it_is_refused_at_its_field(self, cast: Cast, reason: str) -> None:
        with pytest.raises(Refused) as refusal:
            move(cast.edition, "start", by=cast["secretariat"], reason=reason)
        assert refusal.value.field == "reason"
        assert not Entry.objects.exists()

    def test_its_reason_is_kept(self, cast: Cast) -> None:
        since = cast.edition.status_since
        entry = move(cast.edition, "start", by=cast["secretariat"], reason=" we begin ")
        cast.edition.refresh_from_db()
        assert (cast.edition.status, entry.reason) == (Stage.RUNNING, "we begin")
        assert cast.edition.status_since > since
        assert cast.edition.version == 2


@pytest.mark.django_db
class TestTheDoor:
    def test_what_is_not_visible_is_not_there(self, cast: Cast) -> None:
        draft = factories.make_edition("hidden", status=Stage.DRAFT)
        factories.make_role(cast.people["rapporteur"], draft, "rapporteur")
        for name in CAST:
            if name == "rapporteur":
                assert fetch(cast[name], "view", Edition.objects, slug="hidden") == draft
            else:
                with pytest.raises(Http404):
                    fetch(cast[name], "view", Edition.objects, slug="hidden")

    def test_what_is_visible_but_not_allowed_is_forbidden(self, cast: Cast) -> None:
        allowed = set()
        for name in CAST:
            try:
                fetch(cast[name], "edit", Edition.objects, slug="here")
                allowed.add(name)
            except PermissionDenied:
                pass
        assert allowed == {"secretariat"}

    def test_nonsense_is_not_found(self, cast: Cast) -> None:
        with pytest.raises(Http404):
            fetch(AnonymousUser(), "view", Edition.objects, pk="nonsense")

    def test_no_rule_is_no(self, cast: Cast) -> None:
        assert not may(cast["secretariat"], "no_such_verb", cast.edition)

    def test_roles_have_dates(self, cast: Cast) -> None:
        day = cast.edition.start
        other = factories.make_edition("later")
        factories.make_role(cast.people["ngo"], other, "secretariat", starts=day)
        assert not may(cast["ngo"], "edit", other)
        cast.edition.roles.filter(role="secretariat").update(ends=factories.at("2020-01-01").date())
        assert not may(cast["secretariat"], "edit", cast.edition)
