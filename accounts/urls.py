"""Addresses of `accounts`."""

from django.urls import path

from accounts.organisations import member_views as members
from accounts.organisations import views as organisations
from accounts.people import views as people

urlpatterns = [
    path("me/", people.me, name="me"),
    path("me/sessions/<int:pk>/end/", people.session_end, name="person_session_end"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/new/", organisations.organisation_add, name="organisation_add"),
    path("organisations/<slug:slug>/", organisations.organisation_page, name="organisation"),
    path("organisations/<slug:slug>/edit/", organisations.organisation_edit, name="organisation_edit"),
    path(
        "organisations/<slug:slug>/set-category/",
        organisations.organisation_set_category,
        name="organisation_set_category",
    ),
    path("organisations/<slug:slug>/join/", members.join, name="organisation_join"),
    path("organisations/<slug:slug>/members/", members.members, name="organisation_members"),
    path("organisations/<slug:slug>/members/invite/", members.invite, name="organisation_invite"),
    path(
        "organisations/<slug:slug>/members/<int:pk>/change-role/",
        members.membership_change_role,
        name="membership_change_role",
    ),
    path("organisations/<slug:slug>/members/<int:pk>/end/", members.membership_end, name="membership_end"),
    path(
        "organisations/<slug:slug>/requests/<int:pk>/answer/",
        members.join_request_answer,
        name="join_request_answer",
    ),
    path("invitations/<str:token>/", members.invitation, name="invitation"),
    path("invitations/<str:token>/accept/", members.invitation_accept, name="invitation_accept"),
    path("invitations/<str:token>/cancel/", members.invitation_cancel, name="invitation_cancel"),
]
