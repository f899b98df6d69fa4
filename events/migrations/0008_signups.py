import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import forum.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_person"),
        ("events", "0007_imports"),
        ("forum", "0005_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Seats",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "own",
                    models.PositiveIntegerField(
                        blank=True, help_text="Empty means as many as the room has.", null=True, verbose_name="seats"
                    ),
                ),
                ("places", models.PositiveIntegerField(editable=False)),
                ("taken", models.PositiveIntegerField(default=0, editable=False)),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="sign-up closes")),
                (
                    "categories",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None chosen means every category.",
                        related_name="+",
                        to="forum.category",
                        verbose_name="only for these categories",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="events.session"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("seated", "Has a seat"), ("waiting", "Waiting list"), ("withdrawn", "Withdrawn")],
                        max_length=10,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "seats",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_ups", to="events.seats"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("wanted", models.PositiveIntegerField(verbose_name="organisations wanted")),
                ("warn_days", models.PositiveSmallIntegerField(default=7, verbose_name="warn so many days before")),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forum.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="events.session"
                    ),
                ),
            ],
            options={
                "ordering": ["category"],
            },
        ),
        migrations.CreateModel(
            name="Invited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "Invited, no reply"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("was_present", models.BooleanField(blank=True, null=True, verbose_name="came")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invited_to",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invited", to="events.session"
                    ),
                ),
            ],
            options={
                "ordering": ["organisation__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["invited", "confirmed", "declined"])), name="invited_status"
                    ),
                    models.UniqueConstraint(fields=("session", "organisation"), name="invited_once"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="seats",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("places"))), name="seats_not_exceeded"
            ),
        ),
        migrations.AddIndex(
            model_name="signup",
            index=models.Index(fields=["seats", "status"], name="events_sign_seats_i_0d19cd_idx"),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["seated", "waiting", "withdrawn"])), name="sign_up_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "withdrawn"), _negated=True),
                fields=("seats", "user"),
                name="sign_up_person_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(fields=("session", "category"), name="target_once"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(condition=models.Q(("wanted__gte", 1)), name="target_wants_somebody"),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(condition=models.Q(("warn_days__lte", 90)), name="target_warns_in_time"),
        ),
    ]
