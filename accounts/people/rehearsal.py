"""The cast of the rehearsal: made-up people, and the roles they hold."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.people.models import User
from forum.editions.models import Edition, RoleName
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.roles import actions as roles

ZONE = "Africa/Accra"
CAST = {
    "secretariat": ("Sam Secretariat", ZONE),
    "accreditation": ("Tomas Placeholder", ZONE),
    "programme": ("Priya Programme", ZONE),
    "reviewer": ("Remy Reviewer", "Europe/Paris"),
    "reviewer2": ("Rosa Reviewer", "America/Bogota"),
    "rapporteur": ("Rafa Rapporteur", "America/Mexico_City"),
    "cochair": ("Coco Chair", ZONE),
    "cochair2": ("Kofi Chair", "Asia/Manila"),
    "pledges": ("Paula Pledges", "America/New_York"),
    "auditor": ("Aude Auditor", "Europe/Paris"),
    "ngo": ("Noor Example", "Africa/Nairobi"),
    "city": ("Ada Rehearsal", ZONE),
    "state": ("Ola Placeholder", "America/New_York"),
    "agency": ("Femi Sample", "Europe/Zurich"),
    "youth": ("Lin Sample", "Asia/Manila"),
    "academia": ("Ines Imaginary", "Europe/Paris"),
    "borders": ("Boris Placeholder", "Europe/Athens"),
    "diaspora": ("Dunya Sample", "Europe/Berlin"),
    "union": ("Uma Example", "Asia/Kolkata"),
    "faith": ("Fay Placeholder", "Africa/Lagos"),
    "press": ("Pia Sample", "America/Toronto"),
    "cities": ("Cleo Rehearsal", "America/Sao_Paulo"),
    "rights": ("Hana Example", "Africa/Kampala"),
    "consult": ("Conrad Sample", "Europe/Zurich"),
    "fund": ("Frida Placeholder", "Europe/London"),
    "stories": ("Stella Example", "Africa/Tunis"),
}
ROLES = {
    "secretariat": RoleName.SECRETARIAT,
    "accreditation": RoleName.ACCREDITATION,
    "programme": RoleName.PROGRAMME,
    "reviewer": RoleName.REVIEWER,
    "reviewer2": RoleName.REVIEWER,
    "rapporteur": RoleName.RAPPORTEUR,
    "cochair": RoleName.COCHAIR,
    "cochair2": RoleName.COCHAIR,
    "pledges": RoleName.PLEDGES,
    "auditor": RoleName.AUDITOR,
}


def person(name: str) -> User:
    """A member of the cast as of now: what was remembered of roles and memberships is asked anew."""
    return User.objects.get(email=f"{name}@demo.example")


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    hashed = make_password(settings.DEMO_PASSWORD if settings.DEMO else None)  # once for all: it takes its time
    with clock.moved(day0 - timedelta(days=50)):
        for name, (full_name, zone) in CAST.items():
            sign_up(f"{name}@demo.example", full_name, zone, hashed)
        for name, role in ROLES.items():
            roles.grant(edition, by=SYSTEM, email=f"{name}@demo.example", role=role)


def sign_up(email: str, name: str, zone: str, hashed: str) -> None:
    """An account with a verified address and the password of the demo; without demo mode nobody can sign in to it."""
    user = User.objects.create(email=email, password=hashed, name=name, language="en", timezone=zone, is_fictional=True)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
