"""Where one's own sign-ups stand."""

from collections.abc import Iterator
from typing import Any

from events.signups.models import SignUp
from forum.desk.items import Standing


def panel(user: Any) -> Iterator[Standing]:
    own = SignUp.objects.filter(user=user).standing().to_come().select_related("seats__session__edition")
    for each in own.order_by("seats__session__starts_at", "pk"):
        yield Standing(str(each.seats.session), each.get_absolute_url(), each.state, str(each.seats.session.edition))
