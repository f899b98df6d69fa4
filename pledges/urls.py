"""Addresses of `pledges`."""

from django.urls import path

from pledges.coverage import views as coverage

urlpatterns = [
    path("pledges/", coverage.register, name="pledges"),
    path("pledges.csv", coverage.register_csv, name="pledges_csv"),
    path("pledges.json", coverage.register_json, name="pledges_json"),
    path("pledges/coverage.csv", coverage.coverage_csv, name="coverage_csv"),
    path("pledges/coverage.json", coverage.coverage_json, name="coverage_json"),
]
