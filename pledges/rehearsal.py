"""The made-up pledges of the rehearsal: every state, on time and late, acted out by the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.archive import read
from forum.links.models import Relation
from forum.taxonomy.models import Lens, Objective, Principle
from pledges.commitments import actions as linking
from pledges.partners import actions as partners
from pledges.partners.models import Partner
from pledges.pledges import actions
from pledges.pledges.models import Pledge
from pledges.progress import actions as progress
from pledges.progress.models import Update

CARD = "A city card for every resident, whatever their status"


class Scene:
    """Acts at a number of days before the rehearsal was made."""

    def __init__(self, day0: datetime) -> None:
        self.day0 = day0
        self.edition = Edition.objects.get(is_rehearsal=True)
        self.rows = {row["title"]: row for row in read(__file__, "rehearsal.json")["records"]}

    @contextmanager
    def at(self, days: float) -> Iterator[None]:
        with clock.moved(self.day0 - timedelta(days=days)):
            yield

    def day(self, days: int) -> Any:
        return (self.day0 + timedelta(days=days)).astimezone(self.edition.zone).date()

    def draft(
        self, title: str, days: float, *, steps: dict[str, int] | None = None, matched: Pledge | None = None
    ) -> Pledge:
        row = self.rows[title]
        who = row["who"]
        by, body = person(who), organisation(who)
        with self.at(days):
            pledge = actions.add(self.edition, body, by=by, title=title)
            actions.edit(
                pledge,
                by=by,
                changes={
                    "type": row["type"],
                    "nature": row["nature"],
                    "compacts": row["compacts"],
                    "description": row["description"],
                    "indicator": row["indicator"],
                    "means": "Own budget",
                    "places": "Port Meridian (fictional)" if who == "city" else "",
                    "is_global": who in ("agency", "academia"),
                    "target_date": self.day(row["days"]),
                    "matched": matched,
                    "saved_at": clock.now(),
                },
                related={
                    "objectives": list(Objective.objects.filter(number__in=row["objectives"])),
                    "principles": list(Principle.objects.filter(number__in=[1, 10])),
                    "lenses": list(Lens.objects.all()[:2]),
                },
                contacts=[{"name": by.name, "position": "Focal point", "email": by.email}],
                steps=[(name, self.day(due)) for name, due in (steps or {}).items()],
            )
        return pledge

    def submit(self, pledge: Pledge, days: float) -> None:
        with self.at(days):
            actions.submit(pledge, by=self.of(pledge))

    def publish(self, pledge: Pledge, submitted: float, published: float) -> None:
        self.submit(pledge, submitted)
        with self.at(published):
            actions.publish(pledge, by=person("pledges"))

    def report(self, pledge: Pledge, days: float, stage: str, narrative: str, evidence: str = "") -> Update:
        with self.at(days):
            return progress.report(pledge, by=self.of(pledge), stage=stage, narrative=narrative, evidence=evidence)

    def invite(self, pledge: Pledge, name: str, days: float) -> Partner:
        with self.at(days):
            return partners.invite(pledge, organisation(name), by=self.of(pledge))

    def of(self, pledge: Pledge) -> Any:
        return person(self.rows[pledge.title]["who"])


def run(day0: datetime) -> None:
    scene = Scene(day0)
    late_and_silent(scene)
    on_the_way(scene)
    city = city_card(scene)
    not_published(scene, city)


def late_and_silent(scene: Scene) -> None:
    pledge = scene.draft("The call and the rules in six languages", 44)
    scene.publish(pledge, 42, 40)


def on_the_way(scene: Scene) -> None:
    permit = scene.draft(
        "A permit that lets seasonal workers change their employer",
        40,
        steps={"Draft rule sent to unions and employers": -14, "Rule adopted": 0, "First season under the rule": 240},
    )
    scene.publish(permit, 39, 38)
    with scene.at(15):
        actions.meet(permit, "step-1", by=person("state"))
    scene.report(permit, 12, "in_progress", "Unions and employers have answered. The rule is before the cabinet.")

    form = scene.draft("One form to count missing migrants", 36)
    with_state = scene.invite(form, "state", 36)
    with scene.at(34):
        partners.confirm(with_state, by=person("state"))
    scene.publish(form, 32, 30)
    done = scene.report(
        form,
        6,
        "fulfilled",
        "The form is in use on four coasts; 212 families have an answer.",
        evidence="Minutes of the agreement of the four forensic services, and the form itself, at the Agency.",
    )
    with scene.at(4):
        text = "We saw the form in use on three of the four coasts. The fourth begins next month."
        progress.verify(done, organisation("academia"), by=person("academia"), outcome="commented", text=text)

    nurses = scene.draft("Fair recruitment corridors for nurses", 30)
    scene.publish(nurses, 29, 28)
    scene.report(nurses, 8, "on_hold", "One of the two governments has paused it until its budget is voted on.")

    course = scene.draft("An open course on counting without harm", 18)
    scene.publish(course, 17, 15)
    with scene.at(4):
        reason = "Another institute has published such a course. We teach theirs instead of making a second one."
        actions.withdraw(course, by=person("academia"), reason=reason)


def city_card(scene: Scene) -> Pledge:
    steps = {"By-law adopted": -16, "Three counters open": -10, "5,000 cards issued": 7, "External evaluation": 219}
    pledge = scene.draft(CARD, 24.5, steps=steps)
    cities, union = scene.invite(pledge, "cities", 23.9), scene.invite(pledge, "union", 23.9)
    with scene.at(23):
        partners.confirm(cities, by=person("cities"))
    with scene.at(22):
        partners.confirm(union, by=person("union"))
    scene.publish(pledge, 21, 20)
    with scene.at(17):
        actions.meet(pledge, "step-1", by=person("city"))
    scene.report(pledge, 16, "in_progress", "The council adopted the by-law; the budget of the first year is voted.")
    update = scene.report(
        pledge,
        12,
        "in_progress",
        "Two service counters issue the city card; 1,240 cards are issued. Training reached 86 of 110 people.",
        evidence="Report of the city's statistical office, made up for this rehearsal.",
    )
    with scene.at(9):
        text = "Two of the three counters were visited. Both issued cards without asking for status."
        check = progress.verify(update, organisation("rights"), by=person("rights"), outcome="verified", text=text)
    with scene.at(7):
        progress.reply(check, by=person("city"), text="The third counter opens this week.")
    with scene.at(6):
        actions.meet(pledge, "step-2", by=person("city"))
    table = Session.objects.public().filter(edition=scene.edition, kind="round_table").order_by("number").first()
    if table:
        with scene.at(5):
            linking.link(pledge, Relation.ANSWERS, table, by=person("city"))
    return pledge


def not_published(scene: Scene, city: Pledge) -> None:
    visits = scene.draft("A visit to every place of detention, once a year", 12)
    scene.submit(visits, 10)
    with scene.at(7):
        reason = "Say how many places there are today, and who pays for the visits; two sentences are enough."
        actions.ask_changes(visits, by=person("pledges"), reason=reason)

    scene.submit(scene.draft("Firewalls in ten cities", 5, matched=city), 3)

    young = scene.draft("Young people translate for newcomers", 5)
    scene.invite(young, "ngo", 4)
    scene.submit(young, 2)

    with scene.at(1):
        actions.add(scene.edition, organisation("state"), by=person("state"), title="A hotline against wage theft")
