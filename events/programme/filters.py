"""Filters of the programme; the page, the calendar file and the JSON file use the same."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import (
    PREPARATIONS,
    SIDE_EVENTS,
    Precision,
    SessionFormat,
    SessionKind,
    SessionStatus,
    Visibility,
)
from events.sessions.models import Session
from events.sessions.querysets import SessionQuerySet
from events.venues.models import Room
from forum.editions.models import Edition, Mode, Part
from forum.kit import dates
from forum.search.querysets import found_by
from forum.taxonomy.models import Lens, Objective
from forum.taxonomy.reading import KeptFilter, ReferenceFilter

PROGRAMME = "programme"


class Choices(django_filters.FilterSet):
    """What can be asked of a programme, public or drafted."""

    q = django_filters.CharFilter(label=_("Search"), method="search", widget=forms.SearchInput)
    kind = django_filters.ChoiceFilter(label=_("Kind"), method="of_kind", empty_label=_("All kinds"))
    objective = ReferenceFilter(
        label=_("Objective"),
        field_name="objectives",
        queryset=Objective.objects.all(),
        to_field_name="number",
        empty_label=_("All 23 objectives"),
    )
    day = django_filters.ChoiceFilter(label=_("Day"), method="on_day", empty_label=_("All days"))
    room = KeptFilter(label=_("Room"), queryset=Room.objects.none(), empty_label=_("All rooms"))
    lens = ReferenceFilter(
        label=_("Lens"),
        field_name="lenses",
        queryset=Lens.objects.all(),
        to_field_name="code",
        empty_label=_("All lenses"),
    )

    part = KeptFilter(label=_("Part"), queryset=Part.objects.none(), to_field_name="slug", empty_label=_("All parts"))
    how = django_filters.ChoiceFilter(  # `format` is that of a file
        field_name="format", label=_("Format"), choices=SessionFormat.choices, empty_label=_("All formats")
    )
    mode = django_filters.ChoiceFilter(label=_("Mode"), choices=Mode.choices, empty_label=_("All modes"))
    language = django_filters.ChoiceFilter(
        label=_("Written in"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )
    missing = django_filters.ChoiceFilter(
        label=_("Not known"),
        choices=[("day", _("Day")), ("hour", _("Hour")), ("title", _("Title"))],
        method="lacking",
        empty_label=_("Known or not"),
    )

    class Meta:
        model = Session
        fields = ["q", "kind", "objective", "day", "room", "lens", "part", "how", "mode", "language", "missing"]

    def offer(self, edition: Edition, kinds: set[str], days: Iterable[date]) -> None:
        """Kinds and days that occur, and those of the forum."""
        every_day = sorted({*days, *edition.days})
        self.filters["day"].extra["choices"] = [(day.isoformat(), dates.day(day, "week")) for day in every_day]
        self.filters["kind"].extra["choices"] = [
            (PROGRAMME, _("All but side events and preparations")),
            *(row for row in SessionKind.choices if row[0] in {*kinds, self.data.get("kind")}),
        ]
        self.filters["part"].of(Part.objects.filter(edition=edition), edition)


OPEN_TO: dict[str, tuple[Visibility, ...]] = {
    "everybody": (Visibility.PUBLIC,),
    "registered": (Visibility.PUBLIC, Visibility.REGISTERED),
}
Keeps = Callable[[Session, Any], bool]
KEEPS: dict[str, Keeps] = {
    "kind": lambda session, kind: (
        session.kind not in (*SIDE_EVENTS, *PREPARATIONS) if kind == PROGRAMME else session.kind == kind
    ),
    "objective": lambda session, objective: objective.number in {*session.stated, *session.inferred},
    "day": lambda session, day: session.day is not None and session.day.isoformat() == day,
    "room": lambda session, room: str(session.room_id) == room,
    "lens": lambda session, lens: lens.pk in {each.pk for each in session.lenses.all()},
    "part": lambda session, part: session.part_id == part.pk,
    "how": lambda session, how: session.format == how,
    "mode": lambda session, mode: session.mode == mode,
    "language": lambda session, language: session.language == language,
    "hours": lambda session, hours: hours == hours_of(session),
    "open_to": lambda session, who: session.visibility in OPEN_TO[who],
    "missing": lambda session, what: {
        "day": session.day is None,
        "hour": session.day is not None and session.starts_at is None,
        "title": not session.title,
    }[what],
}
HIDDEN = ("objective", "room", "lens", "how", "mode")  # of a closed session


def hours_of(session: Session) -> str:
    """By the clock of the venue, as it begins."""
    if session.starts_at is None:
        return ""
    hour = session.edition.local(session.starts_at).hour
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


class OfRelease(django_filters.FilterSet):
    """Among the sessions of a release, which are in memory; rooms are called as it calls them."""

    def __init__(self, *args: Any, edition: Edition, sessions: list[Session], **kwargs: Any) -> None:
        self.edition, self.sessions = edition, sessions
        super().__init__(*args, queryset=Session.objects.none(), **kwargs)

    @property
    def qs(self) -> list[Session]:
        if not self.is_bound or not self.form.is_valid():
            return self.sessions
        asked = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        found = self.sessions
        if words := asked.pop("q", ""):
            hits = set(found_by(Session.objects.filter(edition=self.edition), words).values_list("pk", flat=True))
            found = [each for each in found if each.pk in hits]
        if any(name in asked for name in HIDDEN):
            found = [each for each in found if not each.is_closed]
        return self.kept(found, asked)

    def kept(self, found: list[Session], asked: dict[str, Any]) -> list[Session]:
        return [each for each in found if all(KEEPS[name](each, value) for name, value in asked.items())]


class SessionFilter(OfRelease, Choices):
    room = django_filters.ChoiceFilter(label=_("Room"), empty_label=_("All rooms"))
    hours = django_filters.ChoiceFilter(
        label=_("Time of day"),
        choices=[
            ("morning", _("Morning, before 12:00")),
            ("afternoon", _("Afternoon, 12:00 to 17:00")),
            ("evening", _("Evening, from 17:00")),
        ],
        empty_label=_("All day"),
    )
    open_to = django_filters.ChoiceFilter(
        label=_("Open to me"),
        choices=[("everybody", _("I am not registered")), ("registered", _("I am registered"))],
        empty_label=_("Whoever may come"),
    )

    class Meta(Choices.Meta):
        fields = [*Choices.Meta.fields[:6], "hours", "open_to", *Choices.Meta.fields[6:]]

    def __init__(self, *args: Any, sessions: list[Session], **kwargs: Any) -> None:
        super().__init__(*args, sessions=sessions, **kwargs)
        self.offer(self.edition, {each.kind for each in sessions}, {each.day for each in sessions if each.day})
        rooms = {each.room for each in sessions if each.room and not each.is_closed}
        self.filters["room"].extra["choices"] = lambda: [
            (str(room.pk), str(room)) for room in sorted(rooms, key=lambda each: (each.order, str(each)))
        ]
        for name, field in (("how", "format"), ("mode", "mode"), ("language", "language")):
            there = {getattr(each, field) for each in sessions if not each.is_closed} | {self.data.get(name)}
            every = self.filters[name].extra["choices"]
            self.filters[name].extra["choices"] = [row for row in every if row[0] in there]


class ManageFilter(Choices):
    """Among all sessions, as they are drafted."""

    status = django_filters.ChoiceFilter(label=_("State"), choices=SessionStatus.choices, empty_label=_("All states"))

    class Meta(Choices.Meta):
        fields = [*Choices.Meta.fields[:2], "status", *Choices.Meta.fields[2:]]

    def __init__(self, *args: Any, edition: Edition, kinds: set[str], days: Iterable[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(edition, kinds, days)
        self.filters["room"].of(Room.objects.filter(edition=edition), edition)

    def on_day(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        return queryset.filter(date=value, date_precision=Precision.DAY)

    def of_kind(self, queryset: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        return queryset.programme() if value == PROGRAMME else queryset.filter(kind=value)

    def lacking(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        day_known = Q(date__isnull=False, date_precision=Precision.DAY)
        conditions = {"day": ~day_known, "hour": day_known & Q(starts_at=None), "title": Q(title="")}
        return queryset.filter(conditions[value])

    def search(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        """The index knows what is public; what is drafted has its own words, and every one must occur."""
        fields = ("title", "reference", "number", "summary", "roles__organisation__name", "roles__user__name")
        words = [Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR) for word in value.split()]
        drafted = queryset.filter(reduce(and_, words, Q())).values("pk")
        return queryset.filter(Q(pk__in=drafted) | Q(pk__in=found_by(queryset, value).values("pk")))
