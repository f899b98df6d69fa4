"""The history: acts, versions, the chain, and what the verifier finds."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection

from forum.editions.models import Stage
from forum.history.acts import SYSTEM, edit, move, purge, record
from forum.history.models import Detail, Entry, Head
from forum.history.verifier import faults
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.outcomes.models import Document
from tests import factories
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Three acts in one edition, one in the other, one that belongs to none."""
    for number in range(3):
        edit(cast.edition, by=cast["secretariat"], changes={"place": f"Place {number}"})
    edit(cast.other, by=cast["elsewhere"], changes={"place": "Elsewhere"})
    record("imported", cast.organisations["ngo"], by=SYSTEM)
    return cast


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def verify() -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_history", stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue() + err.getvalue()
    return 0, out.getvalue() + err.getvalue()


class TestActs:
    def test_an_edit_says_who_what_when_and_the_values(self, cast: Cast) -> None:
        entry = edit(cast.edition, by=cast["secretariat"], changes={"place": "Accra"}, reason="the venue moved")
        assert entry is not None
        assert (entry.actor_id, entry.verb, entry.object_type) == (cast["secretariat"].pk, "edit", "forum.edition")
        assert (entry.object_id, entry.object_name, entry.reason) == (cast.edition.pk, "Forum Here", "the venue moved")
        detail = Detail.objects.get(chain=entry.chain, number=entry.number)
        assert (detail.before, detail.after) == ({"place": "Port Meridian"}, {"place": "Accra"})

    def test_an_edit_that_changes_nothing_leaves_no_entry(self, cast: Cast) -> None:
        assert edit(cast.edition, by=cast["secretariat"], changes={"place": cast.edition.place}) is None
        assert not Entry.objects.exists()

    def test_who_may_not_act_changes_nothing(self, cast: Cast) -> None:
        for name in ("anonymous", "stranger", "ngo", "programme", "elsewhere"):
            with pytest.raises(PermissionDenied):
                edit(cast.edition, by=cast[name], changes={"place": "Accra"})
        cast.edition.refresh_from_db()
        assert cast.edition.place == "Port Meridian"
        assert not Entry.objects.exists()

    def test_a_stale_version_is_refused(self, cast: Cast) -> None:
        seen = cast.edition.version
        edit(cast.edition, by=cast["secretariat"], changes={"place": "Accra"}, version=seen)
        with pytest.raises(ChangedMeanwhile):
            edit(cast.edition, by=cast["secretariat"], changes={"place": "Tema"}, version=seen)

    def test_of_two_stale_copies_one_wins(self, cast: Cast) -> None:
        one, two = (type(cast.edition).objects.get(pk=cast.edition.pk) for _ in range(2))
        move(one, "start", by=cast["secretariat"])
        with pytest.raises(ChangedMeanwhile):
            move(two, "start", by=cast["secretariat"])
        assert Entry.objects.filter(verb="start").count() == 1

    def test_a_move_from_another_state_is_refused(self, cast: Cast) -> None:
        with pytest.raises(ChangedMeanwhile):
            move(cast.edition, "archive", by=cast["secretariat"])
        assert cast.edition.status == Stage.REGISTRATION_OPEN

    def test_a_refused_move_leaves_the_object_in_hand_as_it_was(self, cast: Cast) -> None:
        stale = type(cast.edition).objects.get(pk=cast.edition.pk)
        edit(cast.edition, by=cast["secretariat"], changes={"place": "Accra"})
        with pytest.raises(ChangedMeanwhile):
            move(stale, "start", by=cast["secretariat"])
        assert (stale.status, stale.version) == (Stage.REGISTRATION_OPEN, 1)

    def test_an_act_and_its_entry_stand_or_fall_together(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Entry, "computed_hash", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            edit(cast.edition, by=cast["secretariat"], changes={"place": "Accra"})
        cast.edition.refresh_from_db()
        assert cast.edition.place == "Port Meridian"

    def test_each_edition_has_a_chain_and_the_rest_one(self, told: Cast) -> None:
        heads = dict(Head.objects.values_list("chain", "count"))
        assert heads == {told.edition.pk: 3, told.other.pk: 1, 0: 1}

    def test_a_frozen_document_never_changes(self, cast: Cast) -> None:
        document = Document.objects.create(edition=cast.edition, number=1, blocks=[{"kind": "paragraph"}])
        move(document, "freeze", by=cast["secretariat"], changes={"code": "CS-1"})
        with pytest.raises(Exception, match="a frozen document never changes"):
            edit(document, verb="build", by=cast["secretariat"], changes={"blocks": []})


class TestVerification:
    def test_a_whole_history_verifies(self, told: Cast) -> None:
        assert verify() == (0, "5 entries verified, values of 0 erased by an act.\n")

    @pytest.mark.parametrize(
        ("tamper", "words"),
        [
            ("UPDATE forum_entry SET reason = 'another' WHERE number = 2", "tampered, its content"),
            ("UPDATE forum_entry SET actor_id = 999 WHERE number = 2", "tampered, its content"),
            ("UPDATE forum_entry SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2", "tampered, its content"),
            ("DELETE FROM forum_entry WHERE number = 2", "entries 2 to 2 are missing"),
            ('UPDATE forum_detail SET after = \'{"place": "Atlantis"}\' WHERE number = 2', "its values do not match"),
            ("UPDATE forum_detail SET salt = 'x' WHERE number = 2", "its values do not match"),
            ("DELETE FROM forum_detail WHERE number = 2", "its values are missing"),
            ("DELETE FROM forum_entry WHERE number = 3", "the tail was cut"),
            ("DELETE FROM forum_head", "its head is missing"),
            (
                "UPDATE forum_detail SET erased_by = 3, salt = '', before = NULL, after = NULL WHERE number = 2",
                "without an act",
            ),
        ],
    )
    def test_what_was_tampered_with_is_named(self, told: Cast, without_guards: None, tamper: str, words: str) -> None:
        sql(tamper)
        code, said = verify()
        assert code == 1
        assert words in said
        assert f"chain {told.edition.pk}" in said

    def test_a_tail_cut_with_its_details_is_found(self, told: Cast, without_guards: None) -> None:
        sql("DELETE FROM forum_detail WHERE number > 1")
        sql("DELETE FROM forum_entry WHERE number > 1")
        assert "the head says 3 entries, 1 are there" in verify()[1]

    def test_a_row_rehashed_by_the_tamperer_breaks_the_next(self, told: Cast, without_guards: None) -> None:
        entry = Entry.objects.get(chain=told.edition.pk, number=2)
        entry.reason = "another"
        Entry.objects.filter(pk=entry.pk).update(reason="another", hash=entry.computed_hash())
        assert "entry 3" in verify()[1]
        assert "does not follow the entry before it" in verify()[1]

    def test_one_chain_tampered_with_leaves_the_others_whole(self, told: Cast, without_guards: None) -> None:
        sql(f"UPDATE forum_entry SET reason = 'another' WHERE chain = {told.other.pk}")
        assert all(f"chain {told.other.pk}" in fault for fault in faults())


class TestPurge:
    def test_values_erased_by_an_act_still_verify(self, told: Cast) -> None:
        entry = Entry.objects.get(chain=told.edition.pk, number=2)
        act = purge(entry, by=told["secretariat"], reason="the person asked for it")
        detail = Detail.objects.get(chain=entry.chain, number=entry.number)
        assert (detail.salt, detail.before, detail.after, detail.erased_by) == ("", None, None, act.number)
        assert verify() == (0, "6 entries verified, values of 1 erased by an act.\n")

    def test_a_purge_needs_a_reason(self, told: Cast) -> None:
        with pytest.raises(Refused):
            purge(Entry.objects.get(chain=told.edition.pk, number=2), by=told["secretariat"], reason=" ")

    def test_values_are_erased_once(self, told: Cast) -> None:
        entry = Entry.objects.get(chain=told.edition.pk, number=2)
        purge(entry, by=told["secretariat"], reason="asked")
        with pytest.raises(ChangedMeanwhile):
            purge(entry, by=told["secretariat"], reason="asked again")
        assert Entry.objects.filter(verb="purge").count() == 1

    @pytest.mark.parametrize("name", ["ngo", "auditor", "elsewhere", "anonymous"])
    def test_only_the_secretariat_of_the_edition_purges(self, told: Cast, name: str) -> None:
        with pytest.raises(PermissionDenied):
            purge(Entry.objects.get(chain=told.edition.pk, number=2), by=told[name], reason="asked")

    def test_a_purge_of_another_entry_does_not_cover_an_erasure(self, told: Cast, without_guards: None) -> None:
        act = purge(Entry.objects.get(chain=told.edition.pk, number=1), by=told["secretariat"], reason="asked")
        sql(
            f"UPDATE forum_detail SET erased_by = {act.number}, salt = '', before = NULL, after = NULL "
            f"WHERE chain = {told.edition.pk} AND number = 2"
        )
        assert "erased without an act" in verify()[1]


def test_entries_of_an_object_come_newest_first(told: Cast) -> None:
    numbers = [entry.number for entry in Entry.objects.of(told.edition)]
    assert numbers == [3, 2, 1]


def test_the_actor_of_the_clock_is_nobody(cast: Cast) -> None:
    entry = record("imported", factories.make_edition("old"), by=SYSTEM)
    assert entry.actor_id is None
