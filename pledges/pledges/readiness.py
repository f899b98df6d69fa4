"""What a pledge must say before it is submitted: measurable, time-bound, realistic."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.kit.lists import listed
from forum.kit.refusals import Refused
from pledges.pledges.choices import Compacts, PledgeStatus, PledgeType
from pledges.pledges.models import LONGEST, MOST_OBJECTIVES, SHORTEST, Pledge

MOST_YEARS = 15
TOGETHER = (PledgeType.COMMON, PledgeType.PARTNERSHIP)


PARTNERS = "partners"  # no field of the form: they are invited on the page of the pledge


def shortcomings(pledge: Pledge) -> list[Refused]:
    """Every limit the pledge does not keep yet, with the field and the cure."""
    found = []

    def miss(field: str, message: str) -> None:
        found.append(Refused(message, field=field))

    if not pledge.title.strip():
        miss("title", _("The pledge has no title. Give it one."))
    if not pledge.type:
        miss("type", _("The type is not said. Choose one."))
    if not pledge.nature:
        miss("nature", _("The nature is not said. Choose one."))
    if pledge.compacts == Compacts.GCR:
        miss("compacts", refugees_alone())
    length, objectives = len(pledge.description.replace("\r\n", "\n")), pledge.pledge_objectives.count()
    if length < SHORTEST:
        miss(
            "description", _("%(length)s characters. Write at least %(least)s.") % {"length": length, "least": SHORTEST}
        )
    if length > LONGEST:
        miss("description", _("%(length)s characters. Write at most %(most)s.") % {"length": length, "most": LONGEST})
    if not objectives:
        miss("objectives", _("No objective is named. Choose one to three."))
    if objectives > MOST_OBJECTIVES:
        miss("objectives", _("%(count)s objectives are named. Choose at most three.") % {"count": objectives})
    if pledge.target_date is None:
        miss("target_date", _("No end date is given. Say by when it is to be done."))
    elif message := out_of_time(pledge.target_date, pledge.today()):
        miss("target_date", message)
    if not pledge.indicator.strip():
        miss("indicator", _("It does not say what is measured. Name one indicator."))
    if not pledge.contacts.exists():
        miss("contact1_name", _("Nobody can be asked about it. Name a contact; it stays private."))
    if pledge.type == PledgeType.MATCHING and pledge.matched is None:
        miss("matched", _("A matching pledge answers another one. Give the reference of a published pledge."))
    if pledge.type in TOGETHER and not pledge.partners.standing().exists():
        cure = _("A common pledge or one in partnership names its partners. Invite one here, or choose another type.")
        miss(PARTNERS, cure)
    return found


def out_of_time(day: date, today: date) -> str:
    """What is wrong with a date by which a pledge is to be done; "" when nothing is."""
    if day < today:
        return _("This day is past. Say by when it is to be done.")
    if day.year > today.year + MOST_YEARS:
        return _("A pledge is to be done within %(years)s years. Give an earlier day.") % {"years": MOST_YEARS}
    return ""


def refugees_alone() -> str:
    return _(
        "Matters of the refugee compact alone belong to the Global Refugee Forum: pledge there. "
        "What concerns both compacts is a mirror pledge here."
    )


def held_up(pledge: Pledge) -> Refused | None:
    """Why a pledge cannot be published yet: partners who have not answered, whom the pledging organisation may remove;
    or, once it is submitted, no partner behind one that is made in common."""
    waiting = list(pledge.partners.unanswered().select_related("organisation"))
    if not waiting:
        alone = pledge.type in TOGETHER and not pledge.partners.standing().exists()
        if not alone or pledge.status != PledgeStatus.SUBMITTED:
            return None
        return Refused(
            _("No partner stands behind it any more. Ask for changes: it names another partner or becomes individual.")
        )
    names = listed(str(partner) for partner in waiting)
    return Refused(
        ngettext(
            "%(names)s has not answered yet. It confirms or declines, or the pledging organisation removes it.",
            "%(names)s have not answered yet. They confirm or decline, or the pledging organisation removes them.",
            len(waiting),
        )
        % {"names": names}
    )
