"""Who joins, answers, changes roles and leaves."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.organisations.actions import forget
from accounts.organisations.models import ACTING, Invitation, JoinRequest, MemberRole, Membership, Organisation
from accounts.organisations.people import acting_people, secretariats
from accounts.people.mail import mail_to
from forum.history.acts import compare, permit, record
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.actions import notify


def today() -> date:
    return clock.now().date()


@transaction.atomic
def invite(organisation: Organisation, *, by: Any, email: str, role: str) -> Invitation:
    """Mails a link to an address; only the account with that address can accept."""
    permit("invite", organisation, by)
    email = email.strip().lower()
    if Membership.objects.current().filter(organisation=organisation, user__email=email).exists():
        raise Refused(_("This person is a member already."), field="email")
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(organisation=organisation, email=email, role=role, made_by=by)
    except IntegrityError:
        raise Refused(
            _("This address is invited already; the invitation waits for an answer."), field="email"
        ) from None
    record("invite", organisation, by=by, organisation_id=organisation.pk, after={"email": email, "role": role})
    mail_to(
        email,
        "invitation",
        path=invitation.get_absolute_url(),
        language=by.language,
        organisation=organisation,
        inviter=by,
        role=invitation.get_role_display(),
    )
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, by: Any) -> Membership:
    permit("accept", invitation, by)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=clock.now()):
        raise Refused(_("This invitation was answered or taken back. Ask for another one."))
    membership = let_in(invitation.organisation, by, invitation.role)
    record("accept", invitation.organisation, by=by, after={"person": by.pk, "role": invitation.role})
    return membership


@transaction.atomic
def cancel(invitation: Invitation, *, by: Any) -> None:
    permit("cancel", invitation, by)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(cancelled_at=clock.now()):
        raise Refused(_("This invitation was answered already."))
    record("cancel_invitation", invitation.organisation, by=by, before={"email": invitation.email})


def let_in(organisation: Organisation, user: Any, role: str) -> Membership:
    try:
        with transaction.atomic():
            membership = Membership.objects.create(organisation=organisation, user=user, role=role, starts=today())
    except IntegrityError:
        raise Refused(_("This person is a member already.")) from None
    forget(user)
    return membership


@transaction.atomic
def join(organisation: Organisation, *, by: Any, words: str) -> JoinRequest:
    """Asks to join. Who acts for the organisation answers; the secretariat where nobody does."""
    permit("join", organisation, by)
    try:
        with transaction.atomic():
            asked = JoinRequest.objects.create(organisation=organisation, user=by, words=words.strip())
    except IntegrityError:
        raise Refused(_("You have asked already. The answer will stand on your desk.")) from None
    entry = record("join", organisation, by=by, after={"words": asked.words})
    people = list(acting_people(organisation)) or list(secretariats())
    notify(
        people,
        "join_asked",
        organisation,
        entry=entry,
        url=asked.get_absolute_url(),
        context={"organisation": str(organisation), "person": str(by), "words": asked.words},
    )
    return asked


@transaction.atomic
def answer(asked: JoinRequest, *, by: Any, accepted: bool, role: str = "", reason: str = "") -> None:
    permit("answer", asked, by)
    if not accepted and not reason.strip():
        raise Refused(_("Say why. The reason is kept and sent in these words."), field="reason")
    words = "" if accepted else reason.strip()
    waiting = JoinRequest.objects.open().filter(pk=asked.pk)
    if not waiting.update(answered_at=clock.now(), accepted=accepted, reason=words):
        raise Refused(_("This request was answered already."))
    if accepted:
        let_in(asked.organisation, asked.user, role or MemberRole.MEMBER)
    after = {"person": asked.user_id, "accepted": accepted, "role": role if accepted else ""}
    entry = record("answer", asked.organisation, by=by, reason=words, after=after)
    notify(
        [asked.user],
        "join_answered",
        asked.organisation,
        entry=entry,
        context={"organisation": str(asked.organisation), "accepted": accepted, "reason": words},
    )


def keep_somebody_acting(membership: Membership) -> None:
    """Locks the organisation and refuses to leave it without anybody who acts for it."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    members = Membership.objects.filter(organisation=membership.organisation_id).acting()
    if membership.role in ACTING and not members.exclude(pk=membership.pk).exists():
        raise Refused(_("Nobody else acts for the organisation. Make somebody focal point first."))


@transaction.atomic
def change_role(membership: Membership, *, by: Any, role: str, version: int | None = None) -> None:
    permit("change_role", membership, by)
    compare(membership, version)
    if role not in ACTING:
        keep_somebody_acting(membership)
    current = Membership.objects.current().filter(pk=membership.pk, version=membership.version)
    if not current.update(role=role, version=F("version") + 1):
        raise ChangedMeanwhile
    record(
        "change_role",
        membership.organisation,
        by=by,
        before={"person": membership.user_id, "role": membership.role},
        after={"person": membership.user_id, "role": role},
    )
    forget(by)


@transaction.atomic
def end(membership: Membership, *, by: Any) -> None:
    """The membership ends: it is kept, with its dates."""
    permit("end", membership, by)
    keep_somebody_acting(membership)
    yesterday = today() - timedelta(days=1)
    if not Membership.objects.current().filter(pk=membership.pk).update(ends=yesterday):
        raise Refused(_("This membership has ended already."))
    record(
        "end_membership", membership.organisation, by=by, before={"person": membership.user_id, "role": membership.role}
    )
    forget(by)
