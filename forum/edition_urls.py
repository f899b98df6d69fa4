"""Addresses of the frame below an edition."""

from django.urls import path

from forum.audit import views as audit
from forum.editions import managing
from forum.editions import views as editions
from forum.milestones import views as milestones
from forum.notifications import views as notifications
from forum.outcomes import views as outcomes
from forum.roles import views as roles
from forum.spaces import views as spaces
from forum.translations import views as translations

PART, SPACE = {"kind": "part"}, {"kind": "space"}

urlpatterns = [
    path("", editions.edition_overview, name="edition"),
    path("sources/", editions.edition_sources, name="edition_sources"),
    path("access/", editions.edition_access, name="edition_access"),
    path("outcome/", outcomes.outcome, name="outcome"),
    path("outcome/build/", outcomes.build, name="outcome_build"),
    path("outcome/<int:number>/", outcomes.outcome_version, name="outcome_version"),
    path("outcome/<int:number>/freeze/", outcomes.freeze, name="outcome_freeze"),
    path("manage/", managing.edition_manage, name="edition_manage"),
    path("manage/edit/", managing.edition_edit, name="edition_edit"),
    path("manage/clone/", managing.edition_clone, name="edition_clone"),
    path("manage/announce/", managing.edition_stage, {"verb": "announce"}, name="edition_announce"),
    path(
        "manage/open-registration/",
        managing.edition_stage,
        {"verb": "open_registration"},
        name="edition_open_registration",
    ),
    path("manage/start/", managing.edition_stage, {"verb": "start"}, name="edition_start"),
    path("manage/close/", managing.edition_stage, {"verb": "close"}, name="edition_close"),
    path("manage/archive/", managing.edition_stage, {"verb": "archive"}, name="edition_archive"),
    path("manage/structure/", spaces.structure, name="structure"),
    path("manage/parts/add/", spaces.add, PART, name="part_add"),
    path("manage/parts/<int:pk>/edit/", spaces.edit, PART, name="part_edit"),
    path("manage/parts/<int:pk>/remove/", spaces.remove, PART, name="part_remove"),
    path("manage/spaces/add/", spaces.add, SPACE, name="space_add"),
    path("manage/spaces/<int:pk>/edit/", spaces.edit, SPACE, name="space_edit"),
    path("manage/spaces/<int:pk>/remove/", spaces.remove, SPACE, name="space_remove"),
    path("manage/spaces/<int:pk>/set-access/", spaces.set_access, name="space_set_access"),
    path("manage/translations/", translations.translations, name="translations"),
    path(
        "manage/translations/<slug:kind>/<int:pk>/<slug:language>/translate/",
        translations.translate,
        name="translation_translate",
    ),
    path("manage/milestones/", milestones.milestone_list, name="milestones"),
    path("manage/milestones/add/", milestones.milestone_add, name="milestone_add"),
    path("manage/milestones/<int:pk>/edit/", milestones.milestone_edit, name="milestone_edit"),
    path("manage/milestones/<int:pk>/meet/", milestones.milestone_meet, name="milestone_meet"),
    path("manage/milestones/<int:pk>/remove/", milestones.milestone_remove, name="milestone_remove"),
    path("manage/roles/grant/", roles.grant, name="role_grant"),
    path("manage/roles/<int:pk>/end-role/", roles.end_role, name="role_end_role"),
    path("manage/history/", audit.history, name="history"),
    path("manage/history/<int:number>/purge/", audit.purge, name="history_purge"),
    path("manage/outbox/", notifications.outbox, name="outbox"),
    path("manage/outbox/retry-mail/", notifications.outbox_retry_mail, name="outbox_retry_mail"),
    path("manage/outbox/<int:pk>/retry/", notifications.notice_retry, name="notice_retry"),
]
