"""Addresses of `pledges` below an edition."""

from django.urls import path

from pledges.commitments import views as commitments
from pledges.pledges import queue

urlpatterns = [
    path("commitments/", commitments.commitments, name="commitments"),
    path("manage/pledges/", queue.queue, name="pledge_queue"),
    path("manage/pledges/<int:pk>/", queue.decide, name="pledge_decide"),
    path("manage/pledges/<int:pk>/publish/", queue.publish, name="pledge_publish"),
    path("manage/pledges/<int:pk>/ask-changes/", queue.ask_changes, name="pledge_ask_changes"),
]
