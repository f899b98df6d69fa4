"""What the commitments contribute to the first page of an edition."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.editions.models import Edition
from forum.editions.shared import once
from forum.pages.generation import kept
from pledges.commitments.models import Commitment, Declaration, Kind


@once
def recorded(edition: Edition) -> list[Commitment]:
    found = Commitment.objects.filter(edition=edition).select_related("edition")
    return kept(f"commitments of {edition.pk}", lambda: list(found), chain=edition.pk)


def steps(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """Follow-up goes on until the next review, whatever its dates say."""
    if not edition.series.outcome_binding or edition.end >= edition.today():
        return None
    late = sum(each.is_overdue(edition.today()) for each in recorded(edition))
    if not late:
        return None
    note = ngettext("%(count)s commitment past its date", "%(count)s commitments past their date", late)
    return {"slot": "steps", "steps": [{"title": _("Follow-up"), "note": note % {"count": late}, "state": "now"}]}


def numbers(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    if not edition.series.outcome_binding:
        return None
    count = len(recorded(edition))
    if not count:
        return None
    declaration = Declaration.objects.filter(edition=edition).first()
    of = _("of %(least)s+") % {"least": declaration.at_least} if declaration and declaration.at_least else ""
    url = reverse("commitments", args=[edition.slug])
    return {"slot": "numbers", "numbers": [{"value": count, "of": of, "words": _("commitments recorded"), "url": url}]}


def came_of_it(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """What was to be done anew or was asked of somebody, and whether an answer is known."""
    if not edition.series.outcome_binding:
        return None
    rows = recorded(edition)
    asked = [row for row in rows if row.type != Kind.REAFFIRMATION]
    if not asked:
        return None
    today = edition.today()
    return {
        "slot": "aside",
        "template": "pledges/commitments/_came_of_it.html",
        "rows": [{"commitment": row, "overdue": row.is_overdue(today)} for row in asked],
        "count": len(rows),
        "url": reverse("commitments", args=[edition.slug]),
    }
