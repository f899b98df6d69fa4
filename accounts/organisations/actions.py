"""Making and keeping organisations."""

from collections.abc import Mapping
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.organisations.folding import fold
from accounts.organisations.models import MemberRole, Membership, Organisation
from accounts.organisations.names import near_duplicates
from accounts.organisations.people import acting_people, secretariats
from forum.history.acts import edit as edit_fields
from forum.history.acts import permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.notifications.actions import notify
from forum.taxonomy.models import Category

RESERVED = {"new"}


def free_slug(name: str) -> str:
    stem = slugify(anyascii(name))[:100] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def add(*, by: Any, differs: str = "", is_fictional: bool = False, **fields: Any) -> Organisation:
    """Makes an organisation, with whoever makes it as focal point. `differs` says how it is another one than those
    with a similar name; without it, a near-duplicate is refused."""
    permit("add", Organisation(), by)
    similar = near_duplicates(fields["name"], acronym=fields.get("acronym", ""), aliases=fields.get("aliases", ()))
    if similar and not differs.strip():
        raise Refused(
            _("%(name)s is known here. Ask to join it, or say how yours is another one.")
            % {"name": similar[0].organisation},
            field="differs",
        )
    organisation = Organisation.objects.create(
        slug=free_slug(fields["name"]), folded_name=fold(fields["name"]), is_fictional=is_fictional, **fields
    )
    Membership.objects.create(
        organisation=organisation, user=by, role=MemberRole.FOCAL_POINT, starts=clock.now().date()
    )
    values = {"by": by, "organisation_id": organisation.pk, "reason": differs.strip(), "after": fields}
    ask_to_confirm(organisation, record("create", organisation, **values))
    forget(by)
    return organisation


@transaction.atomic
def edit(organisation: Organisation, *, by: Any, changes: Mapping[str, Any], version: int | None = None) -> None:
    """Changes what it says of itself. Another category has to be confirmed again, and waits while one is decided on."""
    new = dict(changes)
    if "name" in new:
        new["folded_name"] = fold(new["name"])
    claims = new.get("category", organisation.category) != organisation.category
    if claims:
        check_category_is_free(organisation)
        new["category_confirmed"] = False
    entry = edit_fields(organisation, by=by, organisation_id=organisation.pk, changes=new, version=version)
    if claims and entry:
        ask_to_confirm(organisation, entry)


def check_category_is_free(organisation: Organisation) -> None:
    handed_in = organisation.applications.exclude(status__in=("draft", "declined", "withdrawn"))
    here = handed_in.exclude(edition__status__in=("closed", "archived")).select_related("edition").first()
    if here is not None:
        raise Refused(
            _("%(edition)s accredits it, or decides on it, in this category. Ask the secretariat to set another one.")
            % {"edition": here.edition},
            field="category",
        )


def ask_to_confirm(organisation: Organisation, entry: Entry) -> None:
    """Mails the secretariats that somebody says to be a delegation."""
    if organisation.category_is_claim:
        notify(
            secretariats(),
            "category_stated",
            organisation,
            entry=entry,
            url=reverse("organisation_set_category", args=[organisation.slug]),
            context={"organisation": str(organisation), "category": str(organisation.category)},
        )


@transaction.atomic
def set_category(
    organisation: Organisation, *, by: Any, category: Category, reason: str = "", version: int | None = None
) -> None:
    """The secretariat confirms the category that was stated, or sets another one and says why."""
    other = category != organisation.category
    if other and not reason.strip():
        raise Refused(_("Say why. The reason is kept and sent in these words."), field="reason")
    changes = {"category": category, "category_confirmed": True}
    values = {"by": by, "organisation_id": organisation.pk, "reason": reason.strip(), "version": version}
    entry = edit_fields(organisation, verb="set_category", changes=changes, **values)
    context = {"organisation": str(organisation), "category": str(category), "other": other, "reason": reason.strip()}
    if entry:
        notify(acting_people(organisation), "category_set", organisation, entry=entry, context=context)


def forget(user: Any) -> None:
    """What a person holds is asked once per request; after an act on it, it is asked again."""
    user.forget_roles()
