"""Partners are named by the pledging organisation and answer for themselves."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from forum.history.acts import move, permit, record
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.actions import notify
from pledges.partners.models import Partner, PartnerStatus
from pledges.pledges.actions import OPEN_FOR_EDITING
from pledges.pledges.models import Pledge
from pledges.pledges.people import named, people_of


def held(pledge_id: int) -> Pledge:
    """The pledge as it is now, held until the act ends: partners and its publication wait for each other."""
    return Pledge.objects.select_for_update().get(pk=pledge_id)


def invite(pledge: Pledge, organisation: Organisation, *, by: Any) -> Partner:
    """Names a partner; it confirms or declines for itself."""
    permit("invite", pledge, by)
    if organisation.pk == pledge.organisation_id:
        raise Refused(_("That is the pledging organisation itself. Choose another."), field="partner")
    with transaction.atomic():
        if held(pledge.pk).status not in OPEN_FOR_EDITING:
            raise Refused(_("Partners are named before a pledge is submitted."), field="partner")
        if pledge.partners.standing().filter(organisation=organisation).exists():
            raise Refused(_("%(name)s is named already.") % {"name": organisation}, field="partner")
        partner = Partner(pledge=pledge, organisation=organisation)
        partner.save(force_insert=True)
        entry = record("invite", partner, by=by, organisation_id=pledge.organisation_id)
        notify(people_of(organisation.pk), "partner_invited", partner, entry=entry, context=named(pledge))
    return partner


def remove(partner: Partner, *, by: Any) -> Entry:
    """Takes back an invitation that was not answered, or declined."""
    permit("remove", partner, by)
    if partner.status not in (PartnerStatus.INVITED, PartnerStatus.DECLINED):
        raise Refused(_("%(name)s has confirmed. It may leave by its own act.") % {"name": partner})
    with transaction.atomic():
        held(partner.pledge_id)
        gone, _rows = Partner.objects.filter(pk=partner.pk, version=partner.version).delete()
        if not gone:
            raise ChangedMeanwhile
        return record("remove", partner, by=by, organisation_id=partner.pledge.organisation_id)


def confirm(partner: Partner, *, by: Any, version: int | None = None) -> Entry:
    return answer(partner, "confirm", by=by, version=version)


def decline(partner: Partner, *, by: Any, version: int | None = None) -> Entry:
    return answer(partner, "decline", by=by, version=version)


def leave(partner: Partner, *, by: Any, reason: str, version: int | None = None) -> Entry:
    return answer(partner, "leave", by=by, reason=reason, version=version)


def answer(partner: Partner, verb: str, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    """A partner's word, which the pledging organisation hears."""
    with transaction.atomic():
        held(partner.pledge_id)
        entry = move(partner, verb, by=by, reason=reason, version=version, organisation_id=partner.organisation_id)
        told = {**named(partner.pledge), "partner": str(partner), "answer": partner.status, "reason": reason.strip()}
        notify(people_of(partner.pledge.organisation_id), "partner_answered", partner, entry=entry, context=told)
    return entry
