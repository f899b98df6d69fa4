"""Addresses of the frame below an edition."""

from django.urls import path

from forum.editions import views as editions
from forum.outcomes import views as outcomes

urlpatterns = [
    path("", editions.edition_overview, name="edition"),
    path("sources/", editions.edition_sources, name="edition_sources"),
    path("access/", editions.edition_access, name="edition_access"),
    path("outcome/", outcomes.outcome, name="outcome"),
    path("outcome/build/", outcomes.build, name="outcome_build"),
    path("outcome/<int:number>/", outcomes.outcome_version, name="outcome_version"),
    path("outcome/<int:number>/freeze/", outcomes.freeze, name="outcome_freeze"),
]
