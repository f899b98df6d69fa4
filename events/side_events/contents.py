"""What a proposal consists of beside its own fields: answers, speakers, and how it read each time it was sent."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.calls.kinds import QuestionKind
from events.calls.models import Question
from events.sessions.kinds import RoleKind
from events.side_events.models import Proposal
from forum.kit import clock
from forum.taxonomy.models import Country

MOST_SPEAKERS = 12
SPEAKING = [
    (each.value, each.label)
    for each in (
        RoleKind.PANELLIST,
        RoleKind.MODERATOR,
        RoleKind.OPENING_SPEAKER,
        RoleKind.KEYNOTE,
        RoleKind.DISCUSSANT,
        RoleKind.EXPERT,
        RoleKind.RESOURCE_PERSON,
        RoleKind.RAPPORTEUR,
    )
]


class Gender(models.TextChoices):
    """As people describe themselves; used for counts only."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    ANOTHER = "another", _("Another")
    NOT_SAID = "not_said", _("Not said")


class Standing(models.TextChoices):
    STATE = "state", _("A State or a local government")
    MIGRANT = "migrant", _("A migrant, or a migrant-led organisation")
    OTHER = "other", _("Another stakeholder")


class Answer(models.Model):
    """To a question of the call, in the words of the lead."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), max_length=2000)

    class Meta:
        ordering = ["question__order"]
        constraints = [models.UniqueConstraint(fields=["proposal", "question"], name="answer_once_per_question")]

    def __str__(self) -> str:
        return f"{self.question}: {self.text}"

    @property
    def shown(self) -> str:
        """Of a choice, in the reader's language; of a text nothing."""
        match self.question.kind:
            case QuestionKind.YES_NO:
                return gettext("Yes") if self.text == "yes" else gettext("No")
            case QuestionKind.CHOICE:
                return dict(self.question.choices).get(self.text, self.text)
        return ""


class Speaker(models.Model):
    """Whom the lead has in mind. Known to organisers and to who selects; in public nobody is named by it: people
    stand in the programme by a role that they confirmed themselves."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="panel")
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=24, choices=SPEAKING, default=RoleKind.PANELLIST)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gender = models.CharField(_("gender"), max_length=10, choices=Gender.choices, default=Gender.NOT_SAID)
    stands_for = models.CharField(_("speaks for"), max_length=10, choices=Standing.choices, default=Standing.OTHER)
    has_agreed = models.BooleanField(_("has agreed"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(gender__in=Gender.values), name="speaker_gender"),
            models.CheckConstraint(condition=models.Q(stands_for__in=Standing.values), name="speaker_stands_for"),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """How a proposal read when it was submitted or changed afterwards: `{part of the proposal: text}`."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)
    said = models.JSONField(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_number")]

    def __str__(self) -> str:
        return f"{self.proposal.reference}, {self.number}"
