"""Registering people, confirming and deciding, space by space. A seat is taken under the guard of `Space.taken`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.accreditation.standing import check_category, is_accredited
from accounts.organisations.models import Organisation
from accounts.organisations.people import acting_people
from accounts.people.mail import mail_to
from accounts.registration.matrix import check_spaces
from accounts.registration.models import Registration, RegistrationStatus, SpaceRegistration
from accounts.registration.windows import check_open
from forum.editions.models import Edition, Space
from forum.history.acts import SYSTEM, move, permit, record
from forum.history.acts import edit as edit_fields
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.notifications.actions import notify


@transaction.atomic
def add(
    *,
    edition: Edition,
    by: Any,
    person_name: str,
    person_email: str,
    spaces: Iterable[Space],
    organisation: Organisation | None = None,
    function: str = "",
    access_needs: str = "",
) -> Registration:
    """Registers `by`, or somebody else on behalf of an organisation that `by` acts for, which confirms them by it."""
    email = person_email.strip().lower()
    oneself = email == by.email.lower()
    person = by if oneself else get_user_model().objects.filter(email=email, is_active=True).first()
    registration = Registration(
        edition=edition,
        user=person,
        person_name=person_name.strip(),
        person_email=email,
        organisation=organisation,
        function=function.strip(),
        access_needs=access_needs.strip(),
        made_by=by,
    )
    permit("add", registration, by)
    check_open(edition)
    if organisation is not None:
        if organisation.pk not in by.organisation_roles:
            raise Refused(
                _("You are no member of %(organisation)s. Ask to join it first.") % {"organisation": organisation},
                field="organisation",
            )
        check_category(organisation)
        if not is_accredited(organisation, edition):
            raise Refused(
                _("%(organisation)s is not accredited for %(edition)s. Its focal point applies first.")
                % {"organisation": organisation, "edition": edition},
                field="organisation",
            )
    try:
        with transaction.atomic():
            registration.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("This person is registered for %(edition)s already.") % {"edition": edition}, field="person_email"
        ) from None
    entry = record(
        "create",
        registration,
        by=by,
        organisation_id=registration.organisation_id,
        after={"name": registration.person_name, "email": email},
    )
    ask(registration, spaces, by=by)
    if not oneself:
        tell(registration, "registration_made", entry, by=str(by))
    return registration


@transaction.atomic
def edit(
    registration: Registration,
    *,
    by: Any,
    changes: Mapping[str, Any],
    spaces: Iterable[Space] = (),
    version: int | None = None,
) -> None:
    """Changes what the person says about themselves, and asks for further spaces."""
    edit_fields(registration, by=by, organisation_id=registration.organisation_id, changes=changes, version=version)
    known = set(registration.spaces.values_list("space_id", flat=True))
    if new := [space for space in spaces if space.pk not in known]:
        check_open(registration.edition)
        ask(registration, new, by=by)


def ask(registration: Registration, spaces: Iterable[Space], *, by: Any) -> None:
    chosen = list(spaces)
    check_spaces(registration.edition, registration.organisation, chosen)
    confirmed = registration.organisation_id in by.acts_for
    entry = None
    for space in chosen:
        asked = SpaceRegistration.objects.create(registration=registration, space=space, edition=registration.edition)
        entry = record("submit", asked, by=by, organisation_id=registration.organisation_id)
        if confirmed:
            pre_confirm(asked, by=by)
    if registration.organisation and not confirmed and entry:
        notify(
            acting_people(registration.organisation),
            "registration_to_confirm",
            registration,
            entry=entry,
            url=f"{registration.edition.get_absolute_url()}delegation/{registration.organisation.slug}/",
            context={"person": registration.person_name, "organisation": str(registration.organisation)},
        )


@transaction.atomic
def submit(asked: SpaceRegistration, *, by: Any, version: int | None = None) -> Entry:
    """Asks again for a space that was withdrawn."""
    permit("submit", asked, by)
    check_open(asked.edition)
    check_spaces(asked.edition, asked.registration.organisation, [asked.space])
    entry = move(asked, "submit", by=by, organisation_id=asked.organisation_id, version=version)
    if asked.organisation_id in by.acts_for:
        pre_confirm(asked, by=by)
    return entry


def pre_confirm(asked: SpaceRegistration, *, by: Any, version: int | None = None) -> Entry:
    """The organisation stands for this person: its own people are chosen by itself."""
    return move(asked, "pre_confirm", by=by, organisation_id=asked.organisation_id, version=version)


def check_confirmed(asked: SpaceRegistration) -> None:
    if asked.status == RegistrationStatus.SUBMITTED and asked.organisation_id is not None:
        raise Refused(_("The focal point has not confirmed this person yet."))


def lock(space_id: int) -> None:
    """Who gives, takes or leaves a place locks the space before anything else: no two then wait for each other."""
    Space.objects.select_for_update(no_key=True).get(pk=space_id)


@transaction.atomic
def approve(asked: SpaceRegistration, *, by: Any, version: int | None = None) -> Entry:
    """Gives a seat; in a full space, or behind others who wait, the person is put on the waiting list instead."""
    permit("approve", asked, by)
    check_confirmed(asked)
    lock(asked.space_id)
    line = SpaceRegistration.objects.filter(space=asked.space).in_line()
    first = line.first()
    is_next = first is None or first.pk == asked.pk
    if is_next and take_seat(asked.space):
        entry = move(asked, "approve", by=by, version=version)
        tell(asked.registration, "registration_approved", entry, asked)
        return entry
    if asked.status == RegistrationStatus.WAITING:
        raise Refused(
            _("%(space)s is full. Raise its capacity first.") % {"space": asked.space}
            if is_next
            else _("Others have waited longer for %(space)s. Approve the first in line.") % {"space": asked.space}
        )
    return wait(asked, by=by, version=version)


@transaction.atomic
def wait(asked: SpaceRegistration, *, by: Any, version: int | None = None) -> Entry:
    """Puts the person on the waiting list; a place that is freed goes to the first in line."""
    permit("wait", asked, by)
    check_confirmed(asked)
    lock(asked.space_id)
    entry = move(asked, "wait", by=by, version=version)
    tell(asked.registration, "registration_waiting", entry, asked)
    return entry


@transaction.atomic
def decline(asked: SpaceRegistration, *, by: Any, reason: str, version: int | None = None) -> Entry:
    lock(asked.space_id)
    entry = move(asked, "decline", by=by, reason=reason, changes={"reason": reason.strip()}, version=version)
    tell(asked.registration, "registration_declined", entry, asked)
    return entry


@transaction.atomic
def withdraw(asked: SpaceRegistration, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    """Gives the place back; in the same act it goes to the first on the waiting list."""
    lock(asked.space_id)
    held = asked.status == RegistrationStatus.APPROVED
    entry = move(asked, "withdraw", by=by, organisation_id=asked.organisation_id, reason=reason, version=version)
    if by.pk != asked.registration.user_id:
        tell(asked.registration, "registration_withdrawn", entry, asked)
    if held:
        Space.objects.filter(pk=asked.space_id, taken__gt=0).update(taken=F("taken") - 1)
        promote(asked.space)
    return entry


def take_seat(space: Space) -> bool:
    """One more seat, if there is one: the comparison and the increment are one statement."""
    free = Q(capacity=None) | Q(taken__lt=F("capacity"))
    return bool(Space.objects.filter(free, pk=space.pk).update(taken=F("taken") + 1))


def promote(space: Space) -> bool:
    """The first in line takes a free place, if there are both; the space is locked."""
    first = (
        SpaceRegistration.objects.filter(space=space)
        .in_line()
        .select_for_update(of=("self",))
        .select_related("registration__user", "registration__edition", "space")
        .first()
    )
    if first is None or not take_seat(space):
        return False
    entry = move(first, "approve", by=SYSTEM)
    tell(first.registration, "registration_approved", entry, first)
    return True


def fill(space: Space) -> None:
    """`MORE_PLACES`: the waiting list takes the places there are, in order."""
    while promote(space):
        pass


def tell(
    registration: Registration, kind: str, entry: Entry, asked: SpaceRegistration | None = None, **more: Any
) -> None:
    """Mails the person: by a notice where there is an account, else to the address the focal point gave."""
    context = {
        "name": registration.person_name,
        "organisation": str(registration.organisation or ""),
        "edition_name": registration.edition.short_title,
        "space": str(asked.space) if asked else "",
        "reason": asked.reason if asked else "",
        **more,
    }
    person = registration.user or get_user_model().objects.filter(email=registration.person_email).first()
    if person is not None:
        notify([person], kind, registration, entry=entry, context=context)
    else:
        mail_to(registration.person_email, kind, path=registration.get_absolute_url(), entry=entry, **context)
