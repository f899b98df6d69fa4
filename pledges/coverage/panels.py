"""What the register contributes to pages of others: home, an edition, an organisation, an objective."""

from typing import Any

from django.db.models import Count, Q, Window
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.editions.shared import once
from forum.taxonomy.models import Objective
from pledges.coverage import lists
from pledges.coverage.coverage import Coverage
from pledges.pledges.models import Pledge
from pledges.progress.models import Update


def address(edition: Edition) -> str:
    return f"{reverse('pledges')}?edition={edition.slug}"


def glance(request: HttpRequest) -> dict[str, Any] | None:
    """The newest real edition with pledges, in four numbers and 23 cells."""
    known = lists.read()
    edition = next((each for each in known.editions if not each.is_rehearsal), None)
    if edition is None:
        return None
    url = address(edition)
    coverage = Coverage(QueryDict(f"edition={edition.slug}"), lists=known, address=reverse("pledges"))
    updates = Update.objects.filter(pledge__in=Pledge.objects.public().filter(edition=edition)).count()
    silent = len(coverage.silent)
    return {
        "of": edition,
        "register": url,
        "numbers": [
            {"value": edition.pledge_count, "words": _("pledges known"), "url": url},
            {
                "value": coverage.named,
                "of": _("of %(all)s") % {"all": len(coverage.rows)},
                "words": _("objectives named"),
                "url": f"{url}#coverage",
            },
            {"value": silent, "words": _("objectives silent"), "url": f"{url}#coverage"},
            {"value": updates, "words": _("updates known"), "url": f"{url}&stage=known"},
        ],
        "objectives": [
            {"number": row.objective.number, "title": str(row.objective), "count": row.count, "url": row.url}
            for row in coverage.rows
        ],
    }


@once
def latest(edition: Edition) -> list[Pledge]:
    """Four, each with the number of all."""
    pledges = Pledge.objects.public().filter(edition=edition).select_related("edition", "organisation")
    return list(pledges.annotate(among=Window(Count("pk"))).order_by("-published_at")[:4])


def edition_numbers(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    count = next((each.among for each in latest(edition)), 0)  # type: ignore[attr-defined]
    if not count and edition.imported_at:
        return None
    words = _("pledges known") if edition.imported_at else _("pledges published")
    return {"slot": "numbers", "numbers": [{"value": count, "words": words, "url": address(edition)}]}


def edition_pledges(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """The latest pledges of a living edition, with the way to make one."""
    if edition.imported_at:
        return None
    return {
        "slot": "aside",
        "template": "pledges/coverage/_edition.html",
        "pledges": latest(edition),
        "register": address(edition),
        "new": f"{reverse('pledge_new')}?edition={edition.slug}",
    }


def organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Everything it pledged or stands behind: what is public, and for its own people the rest."""
    involved = Q(organisation=organisation) | Q(
        partners__organisation=organisation, partners__status__in=["invited", "confirmed"]
    )
    pledges = Pledge.objects.visible_to(request.user).filter(involved).exclude(status="withdrawn", reference="")
    rows = list(pledges.for_rows().distinct().order_by("-edition__start", "reference", "pk"))
    mine = request.user.is_authenticated and organisation.pk in request.user.acts_for
    if not rows and not mine:
        return None
    return {"template": "pledges/coverage/_organisation.html", "pledges": rows, "whose": organisation, "mine": mine}


def objective(request: HttpRequest, objective: Objective) -> dict[str, Any]:
    pledges = Pledge.objects.public().filter(pledge_objectives__objective=objective)
    return {
        "template": "pledges/coverage/_objective.html",
        "count": pledges.count(),
        "pledges": pledges.for_rows().order_by("-edition__start", "reference")[:10],
        "register": f"{reverse('pledges')}?objective={objective.number}",
    }
