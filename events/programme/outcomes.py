"""Sessions in the outcome summary: every figure opens the list that makes it."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.releases.reading import released
from events.sessions.kinds import SessionKind, SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.outcomes.blocks import Bar, Block, Figure, Heading, ListBlock, Paragraph, Run, sentence, text


def section(edition: Edition) -> list[Block]:
    sessions = released(edition)
    blocks: list[Block] = [Heading(_("Sessions"))]
    if not sessions:
        blocks.append(Paragraph(text(_("No session of this edition is public."))))
        return blocks
    url = f"{reverse('programme', args=[edition.slug])}?view=list"
    total = ngettext("%(count)s session", "%(count)s sessions", len(sessions)) % {"count": len(sessions)}
    blocks.append(Paragraph(sentence(_("The public programme has %(sessions)s."), sessions=(total, url))))
    kinds = Counter(each.kind for each in sessions)
    bars = [Bar(str(SessionKind(kind).label), count, f"{url}&kind={kind}") for kind, count in kinds.most_common()]
    blocks.append(Figure(_("Sessions by kind"), bars, _("Kind"), _("Sessions")))
    blocks += unknown(sessions, url)
    if cancelled := [each for each in sessions if each.status == SessionStatus.CANCELLED]:
        blocks.append(Paragraph(text(_("Cancelled after publication:"))))
        blocks.append(named(cancelled))
    if told := [each for each in sessions if each.outcome and not each.is_closed and not plain_report(each)]:
        blocks.append(Heading(_("What came of sessions"), level=3))
        blocks.append(ListBlock([[Run(str(each), each.get_absolute_url()), Run(f": {each.outcome}")] for each in told]))
    return blocks


def plain_report(session: Session) -> bool:
    """Side events and round tables tell what came of them in sections of their own."""
    return session.kind in (SessionKind.SIDE_EVENT, SessionKind.ROUND_TABLE) and not session.is_archive


def unknown(sessions: list[Session], url: str) -> list[Block]:
    found = [
        ("day", _("day not known: %(count)s"), [each for each in sessions if not each.day]),
        ("hour", _("hour not known: %(count)s"), [each for each in sessions if each.day and not each.starts_at]),
        ("title", _("title not known: %(count)s"), [each for each in sessions if not each.title]),
    ]
    items = [text((words % {"count": len(rows)}, f"{url}&missing={what}")) for what, words, rows in found if rows]
    return (
        [Paragraph(text(_("Of these sessions the sources do not say everything:"))), ListBlock(items)] if items else []
    )


def named(sessions: list[Session]) -> ListBlock:
    return ListBlock([[Run(str(each), each.get_absolute_url())] for each in sessions])
