"""Reporting, checking, replying."""

from datetime import timedelta
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.accreditation.standing import is_accredited
from accounts.organisations.models import Organisation
from forum.history.acts import edit, permit, record
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import Checked, random_name
from forum.notifications.actions import notify
from pledges.pledges.choices import PledgeStatus, Stage
from pledges.pledges.models import Pledge
from pledges.pledges.people import named, people_of
from pledges.pledges.schedule import milestones_of
from pledges.progress.models import Check, Update
from pledges.progress.permissions import independent_of

ASKED_BEFORE = timedelta(days=30)


def report(
    pledge: Pledge,
    *,
    by: Any,
    stage: str,
    narrative: str,
    evidence: str = "",
    evidence_url: str = "",
    file: tuple[File, Checked] | None = None,
    version: int | None = None,
) -> Update:
    """Adds a dated update and makes its stage the current one. Updates asked for by now are thereby answered."""
    permit("report", pledge, by)
    if pledge.status != PledgeStatus.PUBLISHED:
        raise Refused(_("Only a published pledge is reported on."))
    if not narrative.strip():
        raise Refused(
            _("Say why it is on hold.") if stage == Stage.ON_HOLD else _("Say what happened."), field="narrative"
        )
    if stage == Stage.FULFILLED and not (evidence.strip() or evidence_url or file):
        raise Refused(
            _("A fulfilled pledge shows evidence. Describe it, give its address or attach a file."), field="evidence"
        )
    with transaction.atomic():
        now = clock.now()
        update = Update(
            pledge=pledge,
            stage=stage,
            narrative=narrative.strip(),
            evidence=evidence.strip(),
            evidence_url=evidence_url,
            language=by.language,
            made_at=now,
            made_by=by,
        )
        if file:
            content, checked = file
            update.attachment = File(content, name=random_name("pledges"))
            update.attachment_name, update.attachment_size = checked.name, checked.size
        update.save(force_insert=True)
        since = pledge.stage_since if pledge.stage == stage else now
        edit(
            pledge,
            verb="report",
            by=by,
            version=version,
            organisation_id=pledge.organisation_id,
            changes={"stage": stage, "stage_since": since},
            also={"update": (None, {"stage": stage, "narrative": update.narrative})},
        )
        asked = milestones_of(pledge).filter(slug__startswith="update-", done_at=None)
        if stage != Stage.FULFILLED:
            asked = asked.filter(due_at__lte=now + ASKED_BEFORE)
        asked.update(done_at=now)
    return update


def verify(update: Update, organisation: Organisation, *, by: Any, outcome: str, text: str) -> Check:
    """Another organisation says what it found: it verifies the update, or comments on it."""
    permit("verify", update, by)
    if organisation.pk not in independent_of(update, by.acts_for):
        raise Refused(_("Your organisation made this pledge or is a partner in it."), field="organisation")
    if not is_accredited(organisation, update.pledge.edition):
        raise Refused(
            _("%(name)s is not accredited for %(edition)s, so it cannot check here.")
            % {"name": organisation, "edition": update.pledge.edition.short_title},
            field="organisation",
        )
    if update.pledge.status != PledgeStatus.PUBLISHED:
        raise Refused(_("This pledge was withdrawn. There is nothing to check any more."))
    if not text.strip():
        raise Refused(_("Say what you looked at and what you found."), field="text")
    try:
        with transaction.atomic():
            check = Check(
                update_checked=update,
                organisation=organisation,
                outcome=outcome,
                text=text.strip(),
                language=by.language,
                made_by=by,
                made_at=clock.now(),
            )
            check.save(force_insert=True)
            entry = record("verify", update, by=by, organisation_id=organisation.pk, after={"outcome": outcome})
            told = {**named(update.pledge), "organisation": organisation.name, "outcome": outcome, "text": check.text}
            people = people_of(update.pledge.organisation_id)
            notify(people, "update_checked", check, entry=entry, context=told)
    except IntegrityError:
        raise Refused(_("%(name)s has checked this update already.") % {"name": organisation}) from None
    return check


def reply(check: Check, *, by: Any, text: str, version: int | None = None) -> Check:
    """The pledging organisation's right of reply: once, shown under the check."""
    permit("reply", check, by)
    if not text.strip():
        raise Refused(_("The reply is empty. Write one, or leave it."), field="reply")
    if check.reply:
        raise ChangedMeanwhile(_("This check has its reply already; it stays as it is."))
    pledge = check.update_checked.pledge
    with transaction.atomic():
        entry = edit(
            check,
            verb="reply",
            by=by,
            version=version,
            organisation_id=pledge.organisation_id,
            changes={"reply": text.strip(), "replied_at": clock.now()},
        )
        notify(
            people_of(check.organisation_id),
            "check_replied",
            check,
            entry=entry,
            context={**named(pledge), "text": text.strip()},
        )
    return check
