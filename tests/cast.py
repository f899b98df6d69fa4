"""The fixed cast of every permission test, and two editions, so that a leak can show."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import Organisation, User
from forum.editions.models import Edition, RoleName
from tests import factories

OFFICERS = {
    "reviewer": RoleName.REVIEWER,
    "rapporteur": RoleName.RAPPORTEUR,
    "cochair": RoleName.COCHAIR,
    "accreditation": RoleName.ACCREDITATION,
    "programme": RoleName.PROGRAMME,
    "pledges": RoleName.PLEDGES,
    "secretariat": RoleName.SECRETARIAT,
    "auditor": RoleName.AUDITOR,
}
ACTORS = {
    "ngo": ("Harbour Light Migrant Network", "migrant_diaspora"),
    "city": ("City of Port Meridian", "local_government"),
    "state": ("Republic of Exemplia", "member_state"),
    "agency": ("Placeholder Agency for Mobility", "un_system"),
    "youth": ("Youth Assembly of Nowhere", "youth"),
}
CAST = ("anonymous", "stranger", *ACTORS, *OFFICERS, "elsewhere")


@dataclass
class Cast:
    """`edition` is where everybody acts; in `other` only `elsewhere` is somebody: its secretariat."""

    edition: Edition
    other: Edition
    people: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def __getitem__(self, name: str) -> User | AnonymousUser:
        if name == "anonymous":
            return AnonymousUser()
        person = self.people[name]
        factories.forget(person)
        return person

    def client(self, name: str) -> Client:
        """A browser in which this member of the cast is signed in."""
        client = Client()
        if name != "anonymous":
            client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client


def assemble() -> Cast:
    """Quick to make: no demo, nothing but people, their organisations and their roles."""
    cast = Cast(
        edition=factories.make_edition("here", code="HERE", short_title="Forum Here"),
        other=factories.make_edition("there", code="THERE", short_title="Forum There"),
    )
    for name in CAST[1:]:
        cast.people[name] = factories.make_user(name.capitalize(), email=f"{name}@cast.example")
    for name, (title, category) in ACTORS.items():
        cast.organisations[name] = factories.make_organisation(title, category=category, indexed=False)
        factories.make_membership(cast.people[name], cast.organisations[name])
    factories.index_organisations(cast.organisations.values())
    for name, role in OFFICERS.items():
        factories.make_role(cast.people[name], cast.edition, role)
    factories.make_role(cast.people["elsewhere"], cast.other, RoleName.SECRETARIAT)
    return cast
