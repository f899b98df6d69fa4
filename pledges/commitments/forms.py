"""The form that links a pledge to a session or to a commitment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.releases.reading import released
from events.sessions.kinds import SessionKind
from forum.kit.fields import offer
from forum.links.models import Relation
from pledges.commitments.models import Commitment
from pledges.pledges.models import Pledge


class LinkForm(forms.Form):
    """One list: where the pledge was announced, which round table or commitment it answers."""

    target = forms.ChoiceField(label=_("Linked to"))

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = released(pledge.edition)
        tables = [each for each in sessions if each.kind == SessionKind.ROUND_TABLE]
        others = [each for each in sessions if each.kind != SessionKind.ROUND_TABLE]
        commitments = Commitment.objects.filter(edition__series__slug="imrf").select_related("edition")
        self.targets = {
            **{f"table-{each.pk}": (Relation.ANSWERS, each) for each in tables},
            **{f"session-{each.pk}": (Relation.ANNOUNCED_AT, each) for each in others},
            **{f"commitment-{each.pk}": (Relation.ANSWERS, each) for each in commitments},
        }
        kinds = [
            ("", _("Choose one")),
            (_("It answers a round table"), self.labels("table-")),
            (_("It was announced at"), self.labels("session-")),
            (_("It answers a commitment"), self.labels("commitment-")),
        ]
        offer(self, "target", kinds)

    def labels(self, start: str) -> list[tuple[str, str]]:
        return [(key, str(target)) for key, (_relation, target) in self.targets.items() if key.startswith(start)]
