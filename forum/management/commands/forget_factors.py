"""For who has lost phone, passkey and recovery codes: the operator, who knows the person, lets them set up anew."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from forum.history.acts import SYSTEM, record


class Command(BaseCommand):
    help = "Forget the second factors of a person and end their sessions. Make sure first that it is the person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="The address of the account.")
        parser.add_argument("--reason", required=True, help="How you made sure; kept in the history. Name no person.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = get_user_model().objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError("Nobody has an account with this address.")
        with transaction.atomic():
            forgotten, _by_kind = Authenticator.objects.filter(user=person).delete()
            for session in UserSession.objects.filter(user=person):
                session.end()
            record("forget_factors", person, by=SYSTEM, reason=options["reason"])
        cache.delete(f"second-factor:{person.pk}")
        self.stdout.write(
            f"{forgotten} forgotten. The password alone opens the account now, and its sessions are ended."
        )
