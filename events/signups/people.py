"""Who has signed up for a session."""

from collections.abc import Collection, Iterable

from events.signups.models import SignUp
from forum.editions.models import Edition


def audience(edition: Edition, sessions: Collection[int]) -> Iterable[tuple[int, int]]:
    """`RELEASE_AUDIENCE`: each of them, with the session, is told of its changes."""
    standing = SignUp.objects.filter(seats__session__in=sessions).standing()
    return standing.values_list("seats__session", "user")


def seated(edition: Edition, sessions: Collection[int]) -> Iterable[tuple[int, int]]:
    """`ADMITTED`: not those who wait."""
    return SignUp.objects.filter(seats__session__in=sessions).seated().values_list("seats__session", "user")
