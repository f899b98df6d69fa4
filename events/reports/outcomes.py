"""Side events in the outcome summary; and of all sessions, who was there and who spoke."""

from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.calls.models import Call
from events.releases.reading import released
from events.reports.documents import line
from events.reports.models import LineKind, OutcomeLine, Presence, Report
from events.sessions.kinds import SIDE_EVENTS, SessionStatus, Visibility
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.outcomes.blocks import Bar, Block, Figure, Heading, ListBlock, Paragraph, Run, sentence, text
from forum.taxonomy.models import Category, Lens

AFTER = (SessionStatus.HELD, SessionStatus.REPORTED)


def section(edition: Edition) -> list[Block]:
    public = [each for each in released(edition) if each.kind in SIDE_EVENTS]
    events = [each for each in public if each.status != SessionStatus.CANCELLED]
    if not events:
        return []
    page = reverse("side_events", args=[edition.slug])
    reports = list(
        Report.objects.published()
        .filter(proposal__session__in=events)
        .select_related("proposal__session__edition", "proposal__organisation")
        .prefetch_related("lenses")
        .order_by("proposal__reference")
    )
    blocks: list[Block] = [Heading(_("Side events")), counted(edition, events, page)]
    if edition.imported_at:
        blocks.append(Paragraph(text(_("What came out of them is not known: no report of theirs is held here."))))
        return blocks
    blocks.append(reported(events, reports, page))
    if reports:
        blocks += [Heading(_("Policy interventions named in reports"), level=3), interventions(reports)]
    blocks.append(lenses(events, reports, page))
    return blocks


def counted(edition: Edition, events: list[Session], page: str) -> Paragraph:
    count = len(events)
    first = ngettext("%(count)s side event", "%(count)s side events", count) % {"count": count}
    call = Call.objects.filter(edition=edition).first()
    words = _("Known: %(events)s.") if edition.imported_at else _("In the programme: %(events)s.")
    runs = sentence(words, events=(first, page))
    if call and call.places:
        offered = ngettext("The call offered %(count)s place.", "The call offered %(count)s places.", call.places)
        runs.append(Run(f" {offered % {'count': call.places}}"))
    return Paragraph(runs)


def reported(events: list[Session], reports: list[Report], page: str) -> Paragraph:
    silent = sum(each.status == SessionStatus.HELD for each in events)
    told = ngettext("%(count)s has reported", "%(count)s have reported", len(reports)) % {"count": len(reports)}
    untold = ngettext(
        "%(count)s was held and has not reported", "%(count)s were held and have not reported", silent
    ) % {"count": silent}
    return Paragraph(
        sentence(
            # Translators: of side events; for example "3 have reported; 2 were held and have not reported."
            _("%(told)s; %(untold)s."),
            told=(told, f"{page}?state=reported"),
            untold=(untold, f"{page}?state=held"),
        )
    )


def interventions(reports: list[Report]) -> ListBlock:
    rows = []
    for report in reports:
        session: Any = report.proposal.session
        for words in report.interventions:
            rows.append(
                [
                    Run(f"{words} "),
                    Run(f"({session}, {report.proposal.organisation})", session.get_absolute_url()),
                ]
            )
    return ListBlock(rows)


def lenses(events: list[Session], reports: list[Report], page: str) -> Figure:
    """A lens counts once for an event, named before it or in its report; a lens that none names stays in sight."""
    named: dict[int, set[str]] = {each.pk: {lens.code for lens in each.lenses.all()} for each in events}
    for report in reports:
        named[report.proposal.session_id or 0] |= {lens.code for lens in report.lenses.all()}
    count = Counter(code for codes in named.values() for code in codes)
    bars = [Bar(str(lens), count[lens.code], f"{page}?lens={lens.code}") for lens in Lens.objects.all()]
    bars.sort(key=lambda bar: -bar.value)
    silent = sum(bar.value == 0 for bar in bars)
    caption = ngettext(
        "Lenses of the side events; %(count)s lens is named by none",
        "Lenses of the side events; %(count)s lenses are named by none",
        silent,
    )
    return Figure(caption % {"count": silent}, bars, _("Lens"), _("Side events"))


def presence(edition: Edition) -> list[Block]:
    """Who was there and who spoke, as far as it was counted. What was not counted is said, and is not nought."""
    held = [each for each in released(edition) if not each.is_archive and each.status in AFTER]
    count, rows = len(held), list(Presence.objects.public().filter(session__edition=edition).select_related("category"))
    if not count:
        return []
    page = reverse("presence", args=[edition.slug])
    sessions = reverse("programme", args=[edition.slug])
    words = ngettext(
        "Numbers are known of %(known)s of %(count)s session that was held. Of the others it is not known who was "
        "there and who spoke.",
        "Numbers are known of %(known)s of %(count)s sessions that were held. Of the others it is not known who was "
        "there and who spoke.",
        count,
    )
    known = len({row.session_id for row in rows})
    links = {"known": (known, page), "count": (count, f"{sessions}?view=list")}
    blocks: list[Block] = [Heading(_("Who was there, and who spoke")), Paragraph(sentence(words, **links))]
    people = by_category(rows, "people", page)
    minutes = by_category(rows, "minutes", page)
    if people:
        caption = _("People in these sessions by category: %(most)s came in the greatest number")
        blocks.append(Figure(caption % {"most": people[0].label}, people, _("Category"), _("People")))
    if any(row.is_withheld for row in rows):
        blocks.append(Paragraph(text(_("Numbers below 5 of one session are neither shown nor added."))))
    if minutes:
        total = sum(bar.value for bar in minutes)
        caption = _("Speaking time by category: %(most)s spoke for %(minutes)s of %(total)s minutes")
        said = {"most": minutes[0].label, "minutes": minutes[0].value, "total": total}
        blocks.append(Figure(caption % said, minutes, _("Category"), _("Minutes spoken")))
    return blocks


def by_category(rows: list[Presence], name: str, page: str) -> list[Bar]:
    """Every category of which something is known, the silent ones among them with nought."""
    totals: Counter[int] = Counter()
    for row in rows:
        if getattr(row, name) is not None and not (name == "people" and row.is_withheld):
            totals[row.category_id] += getattr(row, name)
    categories = Category.objects.filter(pk__in=totals)
    bars = [Bar(str(each), totals[each.pk], f"{page}?category={each.code}") for each in categories]
    return sorted(bars, key=lambda bar: -bar.value)


def lines(edition: Edition) -> list[Block]:
    """What the sessions recommend, endorse, request and commit to; a commitment with who, where and by when."""
    rows = OutcomeLine.objects.filter(session__in=Session.objects.public().filter(edition=edition))
    rows = rows.exclude(session__visibility=Visibility.CLOSED).select_related("session__edition", "organisation")
    found = list(rows.order_by("session__starts_at", "session", "pk"))
    if not found:
        return []
    page = reverse("outcome_lines", args=[edition.slug])
    blocks: list[Block] = [Heading(_("Outcome lines of sessions"))]
    for kind in LineKind:
        of_kind = [each for each in found if each.kind == kind]
        if of_kind:
            blocks.append(Heading(str(kind.label), level=3))
            blocks.append(ListBlock([with_session(each) for each in of_kind]))
    blocks.append(Paragraph(sentence(_("All of them: %(count)s."), count=(len(found), page))))
    return blocks


def with_session(row: OutcomeLine) -> list[Run]:
    return [*line(row), Run(" "), Run(str(row.session), row.session.get_absolute_url())]
