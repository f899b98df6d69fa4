"""The report of a side event as a document."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.reports.models import OutcomeLine, Presence, Report
from events.sessions.models import Session
from forum.kit import dates
from forum.kit.translated import Said
from forum.outcomes.blocks import Bar, Block, Figure, Heading, ListBlock, Paragraph, Run, run, sentence, text


def blocks(report: Report) -> list[Block]:
    session = report.proposal.session
    assert session is not None
    words = {"organisation": str(report.proposal.organisation), "day": dates.day(report.made_at.date())}
    found: list[Block] = [
        Heading(str(session), level=1),
        Paragraph(text(_("Side event, reported by %(organisation)s on %(day)s") % words)),
        Heading(_("What it is")),
        Paragraph(sentence(_("Session %(reference)s"), reference=(session.reference, session.get_absolute_url()))),
        Heading(_("Key messages")),
        lines(report.key_messages, report.language),
        Heading(_("Policy interventions")),
        lines(report.policy_interventions, report.language),
    ]
    lenses = [str(lens) for lens in report.lenses.all()]
    if lenses:
        found += [Heading(_("Lenses")), ListBlock([text(each) for each in lenses])]
    found += [Heading(_("Questions")), Paragraph(text(questions(report)))]
    if report.requests:
        found += [Heading(_("Requests")), ListBlock([line(each) for each in report.request_lines])]
    if report.links:
        found += [Heading(_("Recordings")), ListBlock([[Run(link, link)] for link in report.links])]
    return found + presence(session)


def line(row: OutcomeLine) -> list[Run]:
    """What, and in brackets who acts, where and by when."""
    facts = "; ".join(filter(None, [row.who, row.place, dates.day(row.due) if row.due else ""]))
    return [run(Said(row.words, row.language)), *([Run(f" ({facts})")] if facts else [])]


def lines(said: str, language: str) -> ListBlock:
    """One a line, in the language it was written in."""
    each = [line.strip(" -*•\t") for line in said.splitlines()]
    return ListBlock([[run(Said(line, language))] for line in each if line])


def questions(report: Report) -> str:
    if report.questions_asked is None:
        return _("How many questions were asked is not known.")
    if report.questions_answered is None:
        return _("%(asked)s asked; how many were answered is not known.") % {"asked": report.questions_asked}
    return _("%(asked)s asked, %(answered)s answered.") % {
        "asked": report.questions_asked,
        "answered": report.questions_answered,
    }


FEW = gettext_lazy("Of categories from which fewer than 5 people came, the number is not shown.")


def presence(session: Session) -> list[Block]:
    """Who was there and who spoke: with pictures where numbers are known, in words where they are not."""
    rows = list(Presence.objects.filter(session=session).select_related("category"))
    found: list[Block] = [Heading(_("Who was there, and who spoke"))]
    if people := bars(rows, "people"):
        caption = _("%(count)s people by category") % {"count": sum(bar.value for bar in people)}
        found.append(Figure(caption, people, _("Category"), _("People")))
    elif not any(row.is_withheld for row in rows):
        found.append(Paragraph(text(_("Who was there was not counted."))))
    if any(row.is_withheld for row in rows):
        found.append(Paragraph(text(str(FEW))))
    if minutes := bars(rows, "minutes"):
        caption = _("%(count)s minutes of speaking time by category") % {"count": sum(bar.value for bar in minutes)}
        found.append(Figure(caption, minutes, _("Category"), _("Minutes spoken")))
    else:
        found.append(Paragraph(text(_("Who spoke for how long was not counted."))))
    return found


def bars(rows: list[Presence], name: str, *, public: bool = True) -> list[Bar]:
    told = [row for row in rows if not (public and name == "people" and row.is_withheld)]
    found = [Bar(str(row.category), value) for row in told if (value := getattr(row, name)) is not None]
    return sorted(found, key=lambda bar: -bar.value)
