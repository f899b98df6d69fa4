"""The history of one object on its page: staff read it whole, its own people what concerns them, others nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.history.acts import chain_of
from forum.history.models import Entry
from forum.history.reading import names
from forum.history.words import verb_words

SHOWN = 20
STAFF = {"secretariat", "auditor", "accreditation_officer", "programme_officer", "pledge_officer"}
EVERYWHERE = {"secretariat", "auditor"}  # may read the history of what belongs to no edition
# How staff work with an object is nobody's business but theirs.
WITHIN = {"read", "export", "assign", "unassign", "score", "set_aside", "check", "render", "retry", "retry_mail"}


@dataclass(frozen=True)
class Act:
    at: datetime
    verb: str
    who: str
    reason: str


def is_staff_of(user: Any, obj: models.Model) -> bool:
    chain = chain_of(obj)
    if chain:
        return bool(user.edition_roles.get(chain, set()) & STAFF)
    return user.is_staff or any(held & EVERYWHERE for held in user.edition_roles.values())


def is_own(user: Any, obj: models.Model) -> bool:
    """Of the person, or of an organisation for which the person acts."""
    organisation = obj.pk if obj._meta.label == settings.ORGANISATION_MODEL else getattr(obj, "organisation_id", None)
    person = getattr(obj, "user_id", None)
    return person == user.pk or (organisation is not None and organisation in user.acts_for)


def history_of(obj: models.Model, user: Any) -> list[Act]:
    """The last acts; nothing, and no statement, for who is not entitled."""
    if not getattr(user, "is_authenticated", False):
        return []
    staff = is_staff_of(user, obj)
    if not staff and not is_own(user, obj):
        return []
    entries = Entry.objects.of(obj)
    rows = list((entries if staff else entries.exclude(verb__in=WITHIN))[:SHOWN])
    people = names(get_user_model(), {row.actor_id for row in rows if staff or is_near(user, row)})
    organisations = names(apps.get_model(settings.ORGANISATION_MODEL), {row.organisation_id for row in rows})
    return [Act(row.at, verb_words(row.verb), who(row, people, organisations), row.reason) for row in rows]


def is_near(user: Any, row: Entry) -> bool:
    return row.actor_id == user.pk or row.organisation_id in user.organisation_roles


def who(row: Entry, people: dict[int | None, str], organisations: dict[int | None, str]) -> str:
    if row.actor_id is None:
        return _("The system")
    person, organisation = people.get(row.actor_id, ""), organisations.get(row.organisation_id, "")
    if person and organisation:
        return _("%(person)s, %(organisation)s") % {"person": person, "organisation": organisation}
    return person or organisation or _("The secretariat")


def audit_address(obj: models.Model, edition: Any, user: Any) -> str:
    """The whole history of the edition, filtered by this object, for who may read that."""
    if edition is None or chain_of(obj) != edition.pk or not user.edition_roles.get(edition.pk, set()) & EVERYWHERE:
        return ""
    return f"{reverse('history', args=[edition.slug])}?of={obj._meta.label_lower}:{obj.pk}"
