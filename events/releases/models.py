"""Releases of the programme: numbered, never changed. What the public reads is the last one of its edition."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.releases.querysets import ReleasedSessionQuerySet, ReleaseQuerySet
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.guards import guard, refuse_always
from forum.kit.translated import Translated
from forum.taxonomy.models import Lens, Objective


class ReleasedSession(models.Model):
    """How a session stands in public, from the release that changed it until another does; `data` see `snapshots`.

    `sequence` rises with each that follows. The links find it from the pages of those it names.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="released")
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=clock.now)
    organisations = models.ManyToManyField(Organisation, related_name="released_sessions")
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="released_sessions")
    objectives = models.ManyToManyField(Objective, related_name="released_sessions")
    lenses = models.ManyToManyField(Lens, related_name="released_sessions")

    objects = ReleasedSessionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "sequence"], name="released_session_sequence")]

    def __str__(self) -> str:
        return f"{self.data['reference']}, {self.sequence}"


class Release(Translated):
    """`code` is a digest of all that it shows: two releases with one code show the same."""

    TRANSLATED = ("note",)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    note = models.TextField(_("what changed"), max_length=2000, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16)
    sessions = models.ManyToManyField(ReleasedSession, related_name="releases")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="release_number_in_edition")]

    def __str__(self) -> str:
        return gettext("Release %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.edition.slug, self.number])


class Output(models.Model):
    """A page or a file of the current release in one language, packed; good while the programme has this mark."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="outputs")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    mark = models.CharField(max_length=24)
    digest = models.CharField(max_length=24)
    content = models.BinaryField()
    untranslated = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "name", "language"], name="output_of_edition")]

    def __str__(self) -> str:
        return f"{self.name} {self.language}"


MESSAGE = "a release is never changed"
FROZEN = "UPDATE OF edition_id, number, note, language, made_at, by_id, code"
_tables: list[tuple[str, str, Any]] = [("release", "events_release", FROZEN)]
_tables += [
    (name, f"events_{name}", "UPDATE")
    for name in (
        "releasedsession",
        "release_sessions",
        "releasedsession_organisations",
        "releasedsession_people",
        "releasedsession_objectives",
        "releasedsession_lenses",
    )
]
for _name, _table, _update in _tables:
    refuse_always(f"{_name}_no_update", _table, _update, MESSAGE)
    refuse_always(f"{_name}_no_delete", _table, "DELETE", MESSAGE)
    guard(
        f"{_name}_no_truncate",
        _table,
        sqlite="",
        postgres=(
            f"CREATE OR REPLACE FUNCTION {_name}_no_truncate_fn() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$; "
            f"CREATE TRIGGER {_name}_no_truncate BEFORE TRUNCATE ON {_table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {_name}_no_truncate_fn()"
        ),
    )
