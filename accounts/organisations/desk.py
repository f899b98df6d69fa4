"""What waits for a person in their organisations, and the organisations on their own page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.organisations.models import Invitation, JoinRequest, MemberRole, Membership, Organisation
from forum.desk.items import Item
from forum.editions.permissions import is_secretariat_anywhere


def panel(user: Any) -> Iterator[Item]:
    yield from invitations(user)
    yield from requests(user)
    yield from claims(user)


def invitations(user: Any) -> Iterator[Item]:
    for invitation in Invitation.objects.open().filter(email=user.email.lower()).select_related("organisation"):
        yield Item(
            title=_("Answer the invitation of %(organisation)s") % {"organisation": invitation.organisation},
            why=_("You would act there as: %(role)s.") % {"role": invitation.get_role_display()},
            role=_("As the invited person"),
            url=invitation.get_absolute_url(),
            button=_("Open"),
        )


def requests(user: Any) -> Iterator[Item]:
    """For who acts for the organisation; for the secretariat where nobody does."""
    open_requests = JoinRequest.objects.open().select_related("organisation", "user")
    found = list(open_requests.filter(organisation__in=user.acts_for))
    if is_secretariat_anywhere(user):
        found += list(open_requests.where_nobody_acts())
    for asked in found:
        yield Item(
            title=_("Answer %(person)s, who asks to join") % {"person": asked.user},
            why=f"{asked.organisation}: {asked.words}",
            role=_("For %(organisation)s") % {"organisation": asked.organisation}
            if asked.organisation_id in user.acts_for
            else _("As secretariat"),
            url=reverse("join_request_answer", args=[asked.organisation.slug, asked.pk]),
            button=_("Answer"),
        )


def claims(user: Any) -> Iterator[Item]:
    """For the secretariat: who says to be a State or an intergovernmental body."""
    if not is_secretariat_anywhere(user):
        return
    found = Organisation.objects.claims().exclude(pk__in=user.organisation_roles)
    for organisation in found.select_related("category"):
        yield Item(
            title=_("Confirm what %(organisation)s is") % {"organisation": organisation},
            why=_("It says: %(category)s. It is not entitled until you confirm it.")
            % {"category": organisation.category},
            role=_("As secretariat"),
            url=reverse("organisation_set_category", args=[organisation.slug]),
            button=_("Open"),
        )


def of_person(request: HttpRequest) -> dict[str, Any]:
    """`PERSON_PANELS`: my organisations."""
    memberships = Membership.objects.current().filter(user=request.user).select_related("organisation__category")
    return {
        "template": "accounts/organisations/_mine.html",
        "memberships": [(each, MemberRole(each.role).label) for each in memberships],
        "asked": JoinRequest.objects.open().filter(user=request.user).select_related("organisation"),
    }
