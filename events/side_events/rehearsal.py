"""What is going on between the organisers of the rehearsal: a text that changed, two events that may become one."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.side_events import actions
from events.side_events.joining import suggest
from events.side_events.models import Proposal
from forum.kit import clock

WORDS = (
    "Young people write the questions that officials answer. Each official gets three minutes and no papers; a clock "
    "stands on the table. What was answered is written down at once, in the words of the person who asked, and what "
    "was not is read aloud at the end. The list goes to the round tables, and six months later the same people ask "
    "what became of it."
)
WHY = "Your questions are ours: young people live in the houses that we talk about. One event would fill a hall."


def run(day0: datetime) -> None:
    proposals = Proposal.objects.select_related("call__edition", "edition", "organisation__category")
    asked = proposals.get(edition__is_rehearsal=True, title="Ask us first")
    housing = proposals.get(edition__is_rehearsal=True, title="Housing before papers")
    with clock.moved(day0 - timedelta(days=3)):
        actions.save(asked, by=person("youth"), changes={"description": WORDS})
    with clock.moved(day0 - timedelta(days=2)):
        suggest(housing, asked, by=person("cities"), word=WHY, texts={"title": "joined"})
