"""What round tables ask of a person."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Value
from django.utils.translation import gettext as _

from events.round_tables.models import Agreement, Summary, SummaryStatus
from events.sessions.kinds import RoleKind
from events.sessions.models import SessionRole
from forum.desk.items import Item
from forum.editions.models import RoleName
from forum.milestones.models import Milestone

WORDS = {"write": RoleKind.RAPPORTEUR, "agree": RoleKind.CO_CHAIR, "publish": RoleName.PROGRAMME}


def panel(user: Any) -> Iterator[Item]:
    waiting: dict[str, set[int]] = {slug: set() for slug in WORDS}
    first, *others = [
        summaries.order_by().values_list(Value(slug, CharField()), "pk") for slug, summaries in duties(user).items()
    ]
    for slug, pk in first.union(*others, all=True):
        waiting[slug].add(pk)
    wanted = set().union(*waiting.values())
    if not wanted:
        return
    dates = {
        (row.object_id, row.slug): row.due_at
        for row in Milestone.objects.open().filter(object_type="events.summary", object_id__in=wanted)
    }
    for summary in Summary.objects.filter(pk__in=wanted).select_related("round_table__session__edition"):
        for slug in waiting:
            if summary.pk in waiting[slug]:
                yield item(summary, slug, dates.get((summary.pk, slug)))


def duties(user: Any) -> dict[str, Any]:
    session = OuterRef("round_table__session")
    mine = SessionRole.objects.held_by(user).confirmed().filter(session=session)
    agreed = Agreement.objects.filter(role=OuterRef("pk"))
    runs = [pk for pk, roles in user.edition_roles.items() if RoleName.PROGRAMME in roles]
    return {
        "write": Summary.objects.filter(
            Exists(mine.filter(role=RoleKind.RAPPORTEUR)),
            status=SummaryStatus.DRAFT,
            round_table__session__status="held",
        ),
        "agree": Summary.objects.filter(
            Exists(mine.filter(role=RoleKind.CO_CHAIR).exclude(Exists(agreed))), status=SummaryStatus.SUBMITTED
        ),
        "publish": Summary.objects.filter(round_table__session__edition__in=runs, status=SummaryStatus.AGREED),
    }


def item(summary: Summary, slug: str, due: Any) -> Item:
    session = summary.round_table.session
    name = {"session": session}
    titles = {
        "write": _("Write the summary of %(session)s") % name,
        "agree": _("Agree to the summary of %(session)s") % name,
        "publish": _("Publish the summary of %(session)s") % name,
    }
    whys = {
        "write": summary.asked or _("The co-chairs agree before it is public."),
        "agree": _("It is public only after every co-chair agreed to the same text."),
        "publish": _("Every co-chair has agreed to it."),
    }
    buttons = {"write": _("Write"), "agree": _("Read"), "publish": _("Publish")}
    url = summary.get_absolute_url()
    return Item(
        title=titles[slug],
        why=whys[slug],
        role=_("%(role)s, %(edition)s") % {"role": WORDS[slug].label, "edition": session.edition},
        url=f"{url}write/" if slug == "write" else url,
        button=buttons[slug],
        due=due,
        zone=session.edition.timezone,
    )
