"""Organisations and who acts for them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.organisations.querysets import MembershipQuerySet, OrganisationQuerySet
from forum.kit import clock
from forum.kit.moves import Versioned
from forum.kit.provenance import Provenance
from forum.taxonomy.models import Category, Country


class Organisation(Provenance, Versioned):
    """Any actor that takes part: a State, a UN entity, a city, an NGO."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=250)
    folded_name = models.CharField(max_length=250, db_index=True, editable=False)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT)
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


class MemberRole(models.TextChoices):
    HEAD = "head", _("Head")
    FOCAL_POINT = "focal_point", _("Focal point")
    DEPUTY = "deputy", _("Deputy")
    MEMBER = "member", _("Member")


ACTING = (MemberRole.HEAD, MemberRole.FOCAL_POINT, MemberRole.DEPUTY)


class Membership(models.Model):
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
