"""Who was in a session becomes rows of any session; until now it was a list in the report of a side event."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def carry_over(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    presence = apps.get_model("events", "Presence")
    categories = dict(apps.get_model("forum", "Category").objects.values_list("code", "pk"))
    for report in apps.get_model("events", "Report").objects.select_related("proposal"):
        presence.objects.bulk_create(
            presence(session_id=report.proposal.session_id, category_id=categories[code], people=people)
            for code, people in report.attendance.items()
            if code in categories
        )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_languages"),
        ("forum", "0003_document_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="people")),
                ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes spoken")),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="presence", to="events.session"
                    ),
                ),
            ],
            options={
                "ordering": ["session", "category"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "category"), name="presence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("people__isnull", False), ("minutes__isnull", False), _connector="OR"),
                        name="presence_says_something",
                    ),
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(model_name="report", name="attendance"),
        migrations.AlterModelOptions(name="report", options={"verbose_name": "report on a side event"}),
        migrations.AlterModelOptions(
            name="summary", options={"verbose_name": "summary of a round table", "verbose_name_plural": "summaries"}
        ),
    ]
