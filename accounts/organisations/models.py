"""Organisations and who acts for them."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.organisations.querysets import (
    InvitationQuerySet,
    JoinRequestQuerySet,
    MembershipQuerySet,
    OrganisationQuerySet,
)
from forum.kit import clock
from forum.kit.moves import Versioned
from forum.kit.provenance import Provenance
from forum.kit.translated import Written
from forum.taxonomy.models import Category, Country


class Organisation(Provenance, Written, Versioned):
    """Any actor that takes part: a State, a UN entity, a city, an NGO."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=250)
    folded_name = models.CharField(max_length=250, db_index=True, editable=False)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT)
    category_confirmed = models.BooleanField(default=False, editable=False)  # by the secretariat or an import
    category_words = models.CharField(_("what kind, in your words"), max_length=120, blank=True)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    website = models.URLField(_("web page"), blank=True)
    about = models.TextField(_("what it does"), blank=True)
    is_fictional = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def is_entitled(self) -> bool:
        """A delegation takes part without applying; that it is one is not for itself to say."""
        return self.category.is_entitled and self.category_confirmed

    @property
    def category_is_claim(self) -> bool:
        """It says it is a State or an intergovernmental body, and nobody has confirmed it yet."""
        return self.category.is_entitled and not self.category_confirmed

    @property
    def name_in_lists(self) -> str:
        """The acronym only where everybody knows it and the name is long: `IOM`, but `World Bank`."""
        known = self.category.code == "un_system" and not self.is_fictional
        return self.acronym if self.acronym and known and len(self.name) > 20 else self.name


class MemberRole(models.TextChoices):
    HEAD = "head", _("Head")
    FOCAL_POINT = "focal_point", _("Focal point")
    DEPUTY = "deputy", _("Deputy")
    MEMBER = "member", _("Member")


ACTING = (MemberRole.HEAD, MemberRole.FOCAL_POINT, MemberRole.DEPUTY)


class Membership(Versioned):
    """A person's role in an organisation, with dates. Head, focal point and deputy act for it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=MemberRole.choices, default=MemberRole.MEMBER)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=MemberRole.values), name="membership_role"),
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(ends=None), name="membership_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"

    @property
    def history_name(self) -> str:
        return f"{self.organisation} · {self.get_role_display()}"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """An offer to a person, known by e-mail only, to join an organisation in a role. Answered once, or taken back."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=MemberRole.choices, default=MemberRole.MEMBER)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_made")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=MemberRole.values), name="invitation_role"),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, cancelled_at=None),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("invitation", args=[self.token])


class JoinRequest(models.Model):
    """A person says "this is us" and asks to join; who acts for the organisation answers. A no has a reason."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="join_requests")
    words = models.CharField(_("what you do there"), max_length=300)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted = models.BooleanField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=models.Q(answered_at=None), name="join_request_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=None) | models.Q(accepted=True) | ~models.Q(reason=""),
                name="join_request_no_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("organisation_members", args=[self.organisation.slug])
