"""The rehearsal as it is really made, a second edition beside it, and a sample object for every kind of address."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from accounts.models import (
    Application,
    ApplicationDocument,
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    Registration,
    SpaceRegistration,
    Track,
    User,
)
from events.agenda.actions import make as make_agenda_link
from events.conflicts.plan import load
from events.models import (
    AutomaticDraft,
    CoOrganiser,
    EquipmentKind,
    Import,
    Input,
    Invited,
    Merger,
    OutcomeLine,
    Proposal,
    Resource,
    Room,
    Selection,
    Session,
    SessionRole,
    SignUp,
    SpeakerPage,
    Summary,
)
from forum.editions.models import Edition, RoleName
from forum.history.models import Entry
from forum.jobs.models import Job
from forum.notifications.models import NoticeStatus, Notification
from forum.outcomes.files import make_file
from forum.outcomes.models import Document, DocumentFile, FileFormat
from pledges.models import Attachment, Check, Partner, Pledge, Update
from tests import factories, factors
from tests.cast import CAST
from tests.routes import Route
from tests.template import read_in

FILE = "tests/sample.pdf"
CERTIFICATE = "events.certificate"  # a document that hardly anybody reads


@dataclass
class World:
    """`here` is the rehearsal; in `there` only `elsewhere` is somebody: its secretariat."""

    here: Edition
    there: Edition
    people: dict[str, User]
    cookies: dict[str, Any] = field(default_factory=dict)

    def ask(self, name: str, method: str, address: str) -> HttpResponse:
        """One request by a member of the cast; whatever it changes is undone."""
        client = Client(raise_request_exception=True)
        if name != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[name]
        with transaction.atomic():
            answer = getattr(client, method.lower())(address)
            transaction.set_rollback(True)
        return answer


@contextmanager
def rehearsed() -> Iterator[World]:
    """The demonstration, and what is added to it inside one transaction that is rolled back at the end."""
    with read_in(), transaction.atomic():
        people = {user.email.split("@")[0]: user for user in User.objects.filter(email__endswith="@demo.example")}
        people |= {
            name: factories.make_user(name.capitalize(), password=factories.PASSWORD)
            for name in ("stranger", "elsewhere")
        }
        there = factories.make_edition("there", code="THERE", short_title="Forum There")
        factories.make_role(people["elsewhere"], there, RoleName.SECRETARIAT)
        world = World(Edition.objects.get(slug="rehearsal"), there, people)
        make_what_the_rehearsal_lacks(world)
        for name in CAST[1:]:
            client = Client()
            client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
            world.cookies[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
        yield world
        transaction.set_rollback(True)


def make_what_the_rehearsal_lacks(world: World) -> None:
    secretariat, ngo_person = world.people["secretariat"], world.people["ngo"]
    Job.objects.create(task="x", title="A job of the secretariat", edition=world.here, made_by=secretariat)
    Email.objects.create(from_email="a@b.example", to=["ngo@demo.example"], subject="A mail")
    Notification.objects.create(
        recipient=ngo_person, kind="reminder", key="failed", edition=world.here, status=NoticeStatus.FAILED
    )
    make_file(first(Document.objects.filter(edition=world.here)), FileFormat.PDF, "en")
    factors.give_app(ngo_person)
    factors.give_recovery_codes(ngo_person)
    factors.give_passkey(ngo_person)
    UserSession.objects.create(user=ngo_person, ip="192.0.2.1", session_key="elsewhere", user_agent="Firefox")
    if not default_storage.exists(FILE):
        default_storage.save(FILE, ContentFile(b"%PDF-1.4 a sample"))
    Attachment.objects.create(pledge_id=submitted_pledge(world)["pk"], file=FILE, name="sample.pdf", size=17)
    Proposal.objects.filter(**proposal(world)).update(concept_note=FILE, concept_note_name="sample.pdf")
    update = first(Update.objects.filter(pledge__edition=world.here))
    update.pk, update.attachment, update.attachment_name = None, FILE, "sample.pdf"
    update.save(force_insert=True)


def agenda_token(world: World) -> str:
    return make_agenda_link(world.here, by=world.people["ngo"], language="en")


def first(queryset: Any) -> Any:
    """A sample, or a clear word that the rehearsal has none."""
    found = queryset.order_by("pk").first()
    assert found is not None, f"the rehearsal has no {queryset.model.__name__} such as {queryset.query.where}"
    return found


Sample = Callable[[World], dict[str, Any]]


def pk(query: Callable[[World], Any]) -> Sample:
    return lambda world: {"pk": first(query(world)).pk}


def reference(query: Callable[[World], Any]) -> Sample:
    return lambda world: {"reference": first(query(world)).reference}


def ngo(world: World) -> Organisation:
    return Organisation.objects.get(name="Harbour Light Migrant Network")


def of_organisation(query: Callable[[World], Any] | None = None) -> Sample:
    return lambda world: {"slug": ngo(world).slug} | ({"pk": first(query(world)).pk} if query else {})


def of_session(query: Callable[[World], Any], path: str = "session") -> Sample:
    """A part of a session: the session's reference and the part's id."""

    def sample(world: World) -> dict[str, Any]:
        part = first(query(world))
        return {"reference": attrgetter(path)(part).reference, "pk": part.pk}

    return sample


def summary(world: World) -> dict[str, Any]:
    """One that waits for the co-chair of the cast to agree."""
    waiting = Summary.objects.filter(status="submitted", round_table__session__roles__user=world.people["cochair"])
    return {"reference": first(waiting).round_table.session.reference}


application = reference(lambda world: Application.objects.filter(organisation=ngo(world)).exclude(reference=""))
own_application = pk(lambda world: Application.objects.filter(organisation=ngo(world)))
proposal = reference(lambda world: Proposal.objects.filter(edition=world.here, organisation=ngo(world), status="draft"))
submitted = reference(lambda world: Proposal.objects.filter(edition=world.here, status="submitted"))
reviewed = reference(lambda world: Proposal.objects.filter(reviews__reviewer=world.people["reviewer"]))
selection_draft = pk(lambda world: Selection.objects.filter(call__edition=world.here, committed_at=None))
session = reference(lambda world: Session.objects.filter(edition=world.here, status="published"))
public_room = pk(lambda world: Room.objects.filter(edition=world.here, name="Plenary Hall"))
draft_session = reference(lambda world: Session.objects.filter(edition=world.here, status="draft"))
state_pledge = pk(
    lambda world: Pledge.objects.filter(
        edition=world.here, status="published", organisation__name="Republic of Exemplia"
    )
)
submitted_pledge = pk(lambda world: Pledge.objects.filter(edition=world.here, status="submitted"))
partner = pk(lambda world: Partner.objects.filter(pledge__edition=world.here).exclude(organisation=None))

# By the name of the route, or by the beginning of its name; the longest that fits is taken.
SAMPLES: dict[str, Sample] = {
    "account_confirm_email": lambda world: {"key": "nonsense"},
    "account_reset_password_from_key": lambda world: {"uidb36": "1", "key": "nonsense"},
    "mfa_": pk(lambda world: Authenticator.objects.filter(user=world.people["ngo"], type="webauthn")),
    "person_session": pk(lambda world: UserSession.objects.filter(session_key="elsewhere")),
    "openid_connect": lambda world: {"provider_id": "house"},
    "take_part": lambda world: {"code": "migrant_diaspora"},
    "reference_list": lambda world: {"kind": "objectives"},
    "reference_edit": lambda world: {"kind": "objectives", "code": "objective-1"},
    "objective": lambda world: {"number": 1},
    "notice_open": pk(lambda world: Notification.objects.filter(recipient=world.people["ngo"])),
    "notice_retry": pk(lambda world: Notification.objects.filter(status="failed")),
    "undo": pk(lambda world: Entry.objects.filter(actor_id=world.people["ngo"].pk)),
    "job": pk(lambda world: Job.objects.filter(made_by=world.people["secretariat"])),
    "demo_mail": pk(lambda world: Email.objects.all()),
    "organisation": of_organisation(),
    "membership": of_organisation(lambda world: Membership.objects.filter(organisation=ngo(world))),
    "join_request": lambda world: {
        "slug": first(JoinRequest.objects.all()).organisation.slug,
        "pk": first(JoinRequest.objects.all()).pk,
    },
    "invitation": lambda world: {"token": first(Invitation.objects.all()).token},
    "part_": pk(lambda world: world.here.parts),
    "partner_": partner,
    "space_": pk(lambda world: world.here.spaces),
    "space_submit": pk(lambda world: SpaceRegistration.objects.filter(registration__user=world.people["city"])),
    "space_withdraw": pk(lambda world: SpaceRegistration.objects.filter(registration__user=world.people["city"])),
    "translation_": lambda world: {"kind": "part", "pk": first(world.here.parts).pk, "language": "fr"},
    "milestone_": pk(lambda world: world.here.milestones.filter(object_id=None)),
    "role_": pk(lambda world: world.here.roles.filter(role="reviewer")),
    "history_purge": lambda world: {"number": Entry.objects.filter(chain=world.here.pk).latest("number").number},
    "document": lambda world: {"code": first(Document.objects.exclude(object_type__in=["", CERTIFICATE])).code},
    "document_file": pk(lambda world: DocumentFile.objects.filter(document__status="frozen")),
    "document_render": pk(lambda world: Document.objects.filter(status="frozen").exclude(object_type=CERTIFICATE)),
    "outcome_version": lambda world: {
        "number": first(Document.objects.filter(edition=world.here, status="frozen")).number
    },
    "outcome_freeze": lambda world: {"number": first(Document.objects.filter(edition=world.here)).number},
    "application": own_application,
    "application_desk": application,
    "application_check": application,
    "application_review": application,
    "application_ask_changes": application,
    "application_accredit": application,
    "application_decline": application,
    "application_document": pk(lambda world: ApplicationDocument.objects.filter(application__organisation=ngo(world))),
    "track_": pk(lambda world: Track.objects.filter(edition=world.here)),
    "registration_person": pk(lambda world: Registration.objects.filter(user=world.people["city"])),
    "registration_add_for": of_organisation(),
    "delegation": of_organisation(),
    "release": lambda world: {"number": 1},
    "session": session,
    "manage_session": session,
    "editor_": session,
    "session_schedule": draft_session,
    "session_publish": draft_session,
    "sessionrole": of_session(
        lambda world: SessionRole.objects.filter(session__edition=world.here, user=world.people["cochair"])
    ),
    "report_": reference(lambda world: Proposal.objects.filter(edition=world.here, report__status="submitted")),
    "outcomeline_": of_session(lambda world: OutcomeLine.objects.filter(session__edition=world.here)),
    "outcomeline_add": session,
    "input_": of_session(lambda world: Input.objects.filter(edition=world.here, status="proposed")),
    "input_add": session,
    "input_feed": session,
    "signup_": of_session(lambda world: SignUp.objects.filter(user=world.people["city"]).standing(), "seats.session"),
    "invited_": of_session(lambda world: Invited.objects.filter(organisation__name="City of Port Meridian")),
    "round_table_edit": summary,
    "summary": summary,
    "automatic_draft": lambda world: {"number": first(AutomaticDraft.objects.filter(edition=world.here)).number},
    "import": pk(lambda world: Import.objects.filter(edition=world.here)),
    "room_page": public_room,
    "room_sign": public_room,
    "room_ics": public_room,
    "speaker": pk(lambda world: SpeakerPage.objects.filter(edition=world.here)),
    "programme_part_ics": lambda world: {"slug": first(world.here.parts).slug},
    "agenda_ics": lambda world: {"token": agenda_token(world)},
    "conflict_": lambda world: {"key": next(each.key for each in load(world.here).findings() if each.is_open)},
    "equipment_": pk(lambda world: EquipmentKind.objects.filter(edition=world.here, code="live-captions")),
    "resource_": pk(lambda world: Resource.objects.filter(edition=world.here)),
    "room_": pk(lambda world: Room.objects.filter(edition=world.here)),
    "proposal": proposal,
    "proposal_step": lambda world: proposal(world) | {"step": "title"},
    "proposal_autosave": lambda world: proposal(world) | {"step": "title"},
    "coorganiser": pk(lambda world: CoOrganiser.objects.filter(proposal__edition=world.here)),
    "selection": submitted,
    "selection_pick": selection_draft,
    "selection_suggest": selection_draft,
    "selection_remove": selection_draft,
    "selection_letters": selection_draft,
    "selection_commit": selection_draft,
    "proposal_select": submitted,
    "proposal_reserve": submitted,
    "proposal_decline": submitted,
    "proposal_ask_changes": submitted,
    "proposal_reviewers": submitted,
    "proposal_schedule": submitted,
    "proposal_merge": submitted,
    "merger": pk(lambda world: Merger.objects.filter(kept__edition=world.here)),
    "review": reviewed,
    "pledge": state_pledge,
    "pledge_json": lambda world: {"reference": first(Pledge.objects.filter(pk=state_pledge(world)["pk"])).reference},
    "pledge_unpublished": submitted_pledge,
    "pledge_decide": submitted_pledge,
    "pledge_attachment": submitted_pledge,
    "pledge_publish": submitted_pledge,
    "pledge_ask_changes": submitted_pledge,
    "update": pk(lambda world: Update.objects.filter(pledge__edition=world.here)),
    "update_attachment": pk(lambda world: Update.objects.filter(attachment=FILE)),
    "check": pk(lambda world: Check.objects.filter(update_checked__pledge__edition=world.here)),
}
SAMPLES["pledge_page"] = SAMPLES["pledge_json"]


def address(route: Route, world: World, edition: Edition) -> str:
    """Where this route leads for the sample object, in this edition."""
    asked = set(route.parameters) - {"edition"}
    given: dict[str, Any] = {}
    if asked:
        if asked == {"reference"} and route.name == "pledge":
            given = SAMPLES["pledge_json"](world)
        else:
            fits = max((stem for stem in SAMPLES if route.name.startswith(stem)), key=len, default="")
            assert fits, f"tests/world.py has no sample for {route.name}: {sorted(asked)}"
            given = SAMPLES[fits](world)
    assert asked <= set(given), f"the sample for {route.name} does not give {sorted(asked - set(given))}"
    here = {"edition": edition.slug} if "edition" in route.parameters else {}
    return reverse(route.name, kwargs=here | {name: given[name] for name in asked})
