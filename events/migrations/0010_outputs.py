"""Pages of speakers, agendas and their secret addresses, and who may show the programme."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import events.outputs.models
import forum.kit.clock
import forum.kit.translated

LANGUAGES = [
    ("ar", "Arabic"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("ru", "Russian"),
    ("zh-hans", "Chinese"),
]
KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
VERSION = ("version", models.PositiveIntegerField(default=1, editable=False))


def to_edition(name: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name=name, to="forum.edition")


def to_user(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0009_venue"),
        ("forum", "0005_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SpeakerPage",
            fields=[
                KEY,
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=LANGUAGES,
                        default=forum.kit.translated.writers_language,
                        max_length=10,
                        verbose_name="written in",
                    ),
                ),
                VERSION,
                (
                    "is_shown",
                    models.BooleanField(default=False, verbose_name="show a page with my name and all my sessions"),
                ),
                ("about", models.TextField(blank=True, max_length=1000, verbose_name="about you")),
                ("edition", to_edition("speaker_pages")),
                ("user", to_user("speaker_pages")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("edition", "user"), name="speaker_page_once")],
            },
        ),
        migrations.CreateModel(
            name="Embedding",
            fields=[
                KEY,
                VERSION,
                (
                    "sites",
                    models.TextField(
                        blank=True,
                        help_text="One a line, such as https://example.org. Empty means that no other site may.",
                        max_length=2000,
                        validators=[events.outputs.models.validate_sites],
                        verbose_name="sites that may show the programme",
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="embedding", to="forum.edition"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Star",
            fields=[
                KEY,
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stars", to="events.session"
                    ),
                ),
                ("user", to_user("stars")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("user", "session"), name="star_once")]},
        ),
        migrations.CreateModel(
            name="AgendaLink",
            fields=[
                KEY,
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("language", models.CharField(choices=LANGUAGES, editable=False, max_length=10)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("edition", to_edition("+")),
                ("user", to_user("agenda_links")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("edition", "user"), name="agenda_link_once"
                    )
                ]
            },
        ),
    ]
