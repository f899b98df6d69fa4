"""What a finding says, in the reader's language."""

from collections.abc import Callable

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from events.conflicts.facts import Elsewhere, Finding, Place, Slot
from events.conflicts.plan import Plan
from events.sessions.kinds import Rule
from events.sessions.models import Session
from events.venues.models import EquipmentKind, Layout, Room
from forum.kit import dates
from forum.kit.lists import listed
from forum.taxonomy.models import Lens
from forum.taxonomy.reading import entries


def title(slot: Slot) -> str:
    fields = ("kind", "number", "title", "language", "words")
    return str(Session(**{name: getattr(slot, name) for name in fields}))


def room_name(room: Place) -> str:
    return str(Room(name=room.name, language=room.language, words=room.words))


def words(finding: Finding, plan: Plan) -> str:
    """One sentence about the session of the finding; it names the other."""
    return finding.said or SENTENCES[Rule(finding.rule)](finding, plan)


def other(finding: Finding, plan: Plan) -> str:
    return title(plan.slots[finding.other or 0])


def where(finding: Finding, plan: Plan) -> str:
    room = plan.rooms.get(plan.slots[finding.session].room or 0)
    return room_name(room) if room else ""


def subject(finding: Finding, plan: Plan) -> str:
    """The person, organisation, team or room that the finding is about; empty where it is about none."""
    what, _sign, code = finding.subject.partition(":")
    if what in ("person", "elsewhere"):
        return plan.people[int(code.partition(":")[0])].name
    if what == "organisation":
        return plan.bodies[int(code)]
    if what in ("resource", "stretch") or (what == "hours" and finding.rule != Rule.AVAILABILITY and code):
        return plan.servers[int(code)].name
    return room_name(plan.rooms[int(code)]) if what == "room" else ""


def tongues(codes: str) -> str:
    return listed(get_language_info(code)["name_translated"] for code in codes.split(","))


def room_time(finding: Finding, plan: Plan) -> str:
    said = {"room": where(finding, plan), "session": other(finding, plan)}
    return _("%(room)s is taken by “%(session)s” at that time.") % said


def person(finding: Finding, plan: Plan) -> str:
    if finding.other is None:
        return away(finding, plan)
    said = {"person": subject(finding, plan), "session": other(finding, plan)}
    return _("%(person)s is in “%(session)s” at that time.") % said


def away(finding: Finding, plan: Plan) -> str:
    """In another forum; what is not public there is not told here."""
    other = Elsewhere(*finding.facts)
    hours = dates.span(*(f"{plan.local(moment):%H:%M}" for moment in (other.start, other.end)))
    said = {"person": subject(finding, plan), "edition": other.edition, "hours": hours}
    if other.is_known:
        return _("%(person)s is in a session of %(edition)s at that time, %(hours)s.") % said
    return _("%(person)s is in a session of another forum at that time, %(hours)s.") % said


def organiser(finding: Finding, plan: Plan) -> str:
    said = {"organisation": subject(finding, plan), "session": other(finding, plan)}
    return _("%(organisation)s organises “%(session)s” at that time.") % said


def heads(finding: Finding, plan: Plan) -> str:
    if finding.subject != "heads":
        said = {"person": subject(finding, plan), "session": other(finding, plan)}
        return _("%(person)s leads a delegation; heads of delegation are split between this and “%(session)s”.") % said
    return _("Heads of delegation are expected in “%(session)s” at that time.") % {"session": other(finding, plan)}


def serving(finding: Finding, plan: Plan) -> str:
    what, _sign, code = finding.subject.partition(":")
    said = {"name": subject(finding, plan)}
    if what == "resource":
        return _("%(name)s serves “%(session)s” at that time.") % {**said, "session": other(finding, plan)}
    if what == "hours":
        return _("%(name)s does not work at that time.") % said
    if what == "stretch":
        minutes, longest = finding.facts
        text = _("%(name)s would work %(minutes)s minutes without a pause; %(longest)s are agreed.")
        return text % {**said, "minutes": minutes, "longest": longest}
    if what == "booths":
        needed, held = finding.facts
        text = ngettext(
            "It needs %(needed)s booth; %(room)s has %(held)s.",
            "It needs %(needed)s booths; %(room)s has %(held)s.",
            needed,
        )
        return text % {"needed": needed, "held": held, "room": where(finding, plan)}
    if what == "booth":
        said = {"room": where(finding, plan), "languages": tongues(code)}
        return _("The booths of %(room)s are not for: %(languages)s.") % said
    if what == "team":
        return _("No team interprets: %(languages)s.") % {"languages": tongues(code)}
    return _("It needs a technician and has none.")


def capacity(finding: Finding, plan: Plan) -> str:
    what, _sign, code = finding.subject.partition(":")
    if what == "layout":
        said = {"room": where(finding, plan), "layout": Layout(code).label}
        return _("%(room)s is not known to have this layout: %(layout)s.") % said
    expected, seats = finding.facts
    text = _("%(expected)s people are expected; %(room)s seats %(seats)s.")
    return text % {"expected": expected, "seats": seats, "room": where(finding, plan)}


def equipment(finding: Finding, plan: Plan) -> str:
    what, _sign, codes = finding.subject.partition(":")
    if what == "streaming":
        return _("%(room)s cannot be shown live on the web.") % {"room": where(finding, plan)}
    if "equipment" not in plan.kept:
        plan.kept["equipment"] = {each.code: each for each in EquipmentKind.objects.filter(edition=plan.edition)}
    names = listed(plan.kept["equipment"].get(code, code) for code in codes.split(","))
    return _("%(room)s lacks: %(names)s.") % {"room": where(finding, plan), "names": names}


def access(finding: Finding, plan: Plan) -> str:
    said = {"room": where(finding, plan)}
    if finding.facts[0] is None:
        return _("It is not known whether %(room)s has a step-free way in, which is needed.") % said
    return _("%(room)s has no step-free way in, which is needed.") % said


def buffer(finding: Finding, plan: Plan) -> str:
    gap, needed = finding.facts
    said = {"gap": gap, "needed": needed, "session": other(finding, plan), "name": subject(finding, plan)}
    if finding.subject.startswith("room:"):
        return _("%(name)s needs %(needed)s minutes to be turned around and has %(gap)s before “%(session)s”.") % said
    return _("%(name)s needs %(needed)s minutes to walk to “%(session)s” and has %(gap)s.") % said


def objective(finding: Finding, plan: Plan) -> str:
    what, _sign, code = finding.subject.partition(":")
    if what == "objective":
        text = _("“%(session)s” is on objective %(number)s too; such sessions are kept apart.")
        return text % {"session": other(finding, plan), "number": code}
    numbers = listed(str(number) for number in plan.rulebook.apart["sets"][int(code)])
    text = _("“%(session)s” is on the same set of objectives (%(numbers)s); such sessions are kept apart.")
    return text % {"session": other(finding, plan), "numbers": numbers}


def lens_name(code: str) -> str:
    return next((str(each) for each in entries(Lens) if each.code == code), code)


def lens(finding: Finding, plan: Plan) -> str:
    text = _("“%(session)s” has the same lens, %(lens)s; such sessions are kept apart.")
    code = finding.subject.partition(":")[2]
    return text % {"session": other(finding, plan), "lens": lens_name(code)}


def official_hours(finding: Finding, plan: Plan) -> str:
    if finding.subject == "day":
        said = {"days": dates.days(plan.edition.start, plan.edition.end)}
        return _("It lies outside the days of the forum, %(days)s.") % said
    first, last = (f"{moment:%H:%M}" if moment else "" for moment in finding.facts)
    if not first:
        return _("The official hours end at %(last)s.") % {"last": last}
    if not last:
        return _("The official hours begin at %(first)s.") % {"first": first}
    return _("The official hours are %(first)s to %(last)s.") % {"first": first, "last": last}


def remote_night(finding: Finding, plan: Plan) -> str:
    start = plan.local(plan.slots[finding.session].start)
    zone = finding.facts[0]
    said = {"person": subject(finding, plan), "hour": dates.clock(start, zone), "city": dates.city(zone)}
    return _("%(person)s would join at night: it begins at %(hour)s in %(city)s.") % said


def availability(finding: Finding, plan: Plan) -> str:
    if finding.subject.startswith("closed:"):
        return _("%(room)s is closed then: %(why)s.") % {
            "room": where(finding, plan),
            "why": finding.facts[0].rstrip("."),
        }
    first, last = finding.facts
    text = _("%(room)s is open from %(first)s to %(last)s on that day.")
    return text % {"room": where(finding, plan), "first": first, "last": last}


def unplaced(_finding: Finding, _plan: Plan) -> str:
    return _("It has no room and no time, and all should be placed by now.")


SENTENCES: dict[Rule, Callable[[Finding, Plan], str]] = {
    Rule.ROOM_TIME: room_time,
    Rule.PERSON: person,
    Rule.ORGANISER: organiser,
    Rule.HEADS: heads,
    Rule.INTERPRETATION: serving,
    Rule.TECHNICIAN: serving,
    Rule.CAPACITY: capacity,
    Rule.EQUIPMENT: equipment,
    Rule.ACCESS: access,
    Rule.BUFFER: buffer,
    Rule.OBJECTIVE: objective,
    Rule.LENS: lens,
    Rule.OFFICIAL_HOURS: official_hours,
    Rule.REMOTE_NIGHT: remote_night,
    Rule.AVAILABILITY: availability,
    Rule.UNPLACED: unplaced,
}
