"""Addresses of registration, below an edition."""

from django.urls import path

from accounts.registration import queue_views as officers
from accounts.registration import views

urlpatterns = [
    path("participants/", views.participants, name="participants"),
    path("registration/", views.registration, name="registration"),
    path("registration/new/", views.registration_add, name="registration_add"),
    path("registration/new/<slug:slug>/", views.registration_add, name="registration_add_for"),
    path("registration/<int:pk>/", views.registration_person, name="registration_person"),
    path("registration/spaces/<int:pk>/withdraw/", views.space_move, {"verb": "withdraw"}, name="space_withdraw"),
    path("registration/spaces/<int:pk>/submit/", views.space_move, {"verb": "submit"}, name="space_submit"),
    path("delegation/<slug:slug>/", views.delegation, name="delegation"),
    path("delegation/<slug:slug>/pre-confirm/", views.pre_confirm, name="delegation_pre_confirm"),
    path("manage/registration/", officers.queue, name="registration_queue"),
    path("manage/registration/check/", officers.check, name="registration_check"),
    path("manage/registration/approve/", officers.act, {"verb": "approve"}, name="registration_approve"),
    path("manage/registration/wait/", officers.act, {"verb": "wait"}, name="registration_wait"),
    path("manage/registration/decline/", officers.act, {"verb": "decline"}, name="registration_decline"),
]
