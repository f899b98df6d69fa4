"""The Common Space of the rehearsal: who is invited, who has answered, and a target that is not reached yet."""

from datetime import datetime, timedelta

from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from events.attendance import actions
from events.attendance.models import Invited
from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from forum.kit import clock

ASKED = ("state", "cochair2", "city", "agency", "youth", "union")


def run(day0: datetime) -> None:
    session = Session.objects.select_related("edition").get(edition__is_rehearsal=True, kind=SessionKind.COMMON_SPACE)
    officer = person("programme")
    with clock.moved(day0 - timedelta(days=11)):
        actions.invite(session, by=officer, organisations=[organisation(name) for name in ASKED])
        actions.set_targets(session, by=officer, wanted={"member_state": (2, 30), "local_government": (1, 30)})
    for days, name in ((9, "state"), (7, "agency")):
        with clock.moved(day0 - timedelta(days=days)):
            invited = Invited.objects.get(session=session, organisation=organisation(name))
            actions.confirm(invited, by=person(name))
    with clock.moved(day0 - timedelta(days=6)):
        invited = Invited.objects.get(session=session, organisation=organisation("youth"))
        actions.decline(invited, by=person("youth"), reason="Our delegates sit examinations that week.")
