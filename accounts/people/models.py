"""People: an account is a person, known by an e-mail address."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Role
from forum.kit import clock
from forum.kit.moves import Versioned
from forum.kit.zones import validate_zone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(Versioned, AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("full name"), max_length=150)
    language = models.CharField(_("language of mails and pages"), max_length=10, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[validate_zone])
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_fictional = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def history_name(self) -> str:
        return gettext("Person %(number)s") % {"number": self.pk}

    @cached_property
    def held_roles(self) -> list[tuple[int, int, str]]:
        """Roles in editions and memberships that are held today, in one statement, asked once per request."""
        roles = Role.objects.current().filter(user=self).order_by()
        memberships = self.memberships.current().order_by()
        return list(
            roles.values_list(models.Value(1), "edition_id", "role").union(
                memberships.values_list(models.Value(0), "organisation_id", "role"), all=True
            )
        )

    @cached_property
    def edition_roles(self) -> dict[int, set[str]]:
        """Roles held today, by edition."""
        held: dict[int, set[str]] = defaultdict(set)
        for in_edition, pk, role in self.held_roles:
            if in_edition:
                held[pk].add(role)
        return held

    @cached_property
    def parts_run(self) -> set[int]:
        """Ids of the parts of editions that this person is admin of today; asked only of who is one."""
        if not any("part_admin" in roles for roles in self.edition_roles.values()):
            return set()
        held = Role.objects.current().filter(user=self, part__isnull=False)
        return {pk for pk in held.values_list("part", flat=True) if pk}

    @cached_property
    def organisation_roles(self) -> dict[int, str]:
        """Current memberships, by organisation."""
        return {pk: role for in_edition, pk, role in self.held_roles if not in_edition}

    def forget_roles(self) -> None:
        """What is held is asked anew, after an act that changed it."""
        for name in ("held_roles", "edition_roles", "organisation_roles", "parts_run"):
            self.__dict__.pop(name, None)

    @property
    def acts_for(self) -> set[int]:
        """Ids of the organisations for which this person is head, focal point or deputy today."""
        return {pk for pk, role in self.organisation_roles.items() if role in ("head", "focal_point", "deputy")}
