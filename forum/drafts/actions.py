"""Keeping a draft and letting it go. Neither is an act: it changes nothing that anybody else sees."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from forum.drafts.models import Draft
from forum.kit import clock
from forum.kit.refusals import Refused

KEPT_FOR = timedelta(days=60)
LONGEST = 200_000
MOST = 100


@transaction.atomic
def keep(person: Any, path: str, title: str, values: QueryDict) -> Draft:
    """Of two windows with the same form the last one counts. What nobody came back to for two months is let go."""
    fields = values.copy()
    for name in ("csrfmiddlewaretoken", "draft"):
        fields.pop(name, None)
    text = fields.urlencode()
    mine = Draft.objects.filter(person=person)
    if len(text) > LONGEST or mine.exclude(path=path).count() >= MOST:
        raise Refused(_("The draft is too long to be kept, or you have too many. Send this form, or finish another."))
    Draft.objects.filter(saved_at__lt=clock.now() - KEPT_FOR).delete()
    given = {"title": title[:200], "fields": text, "saved_at": clock.now()}
    return Draft.objects.update_or_create(person=person, path=path, defaults=given)[0]


def forget(person: Any, *paths: str) -> None:
    Draft.objects.filter(person=person, path__in=paths).delete()


def forget_sent(person: Any, path: str, sent: QueryDict) -> None:
    """The draft of this page, if it was its form that was sent: another form of the page leaves it. A box that was
    unticked since is not sent, so most of the fields will do."""
    for draft in Draft.objects.filter(person=person, path=path):
        own = set(QueryDict(draft.fields))
        if 2 * len(own & set(sent)) > len(own):
            draft.delete()
