import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0006_jobs_stop"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="role",
            name="role_name",
        ),
        migrations.AddField(
            model_name="role",
            name="part",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="admins",
                to="forum.part",
                verbose_name="part of the forum",
            ),
        ),
        migrations.AddField(
            model_name="space",
            name="part",
            field=models.ForeignKey(
                blank=True,
                help_text="Whoever is admin of that part decides on its delegates too.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="spaces",
                to="forum.part",
                verbose_name="part of the forum that it opens",
            ),
        ),
        migrations.AlterField(
            model_name="milestone",
            name="owner_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("secretariat", "Secretariat"),
                    ("accreditation_officer", "Accreditation officer"),
                    ("programme_officer", "Programme officer"),
                    ("reviewer", "Reviewer"),
                    ("rapporteur", "Rapporteur"),
                    ("co_chair", "Co-chair"),
                    ("pledge_officer", "Pledge officer"),
                    ("auditor", "Auditor"),
                    ("part_admin", "Admin of a part"),
                ],
                max_length=24,
                verbose_name="who acts",
            ),
        ),
        migrations.AlterField(
            model_name="role",
            name="role",
            field=models.CharField(
                choices=[
                    ("secretariat", "Secretariat"),
                    ("accreditation_officer", "Accreditation officer"),
                    ("programme_officer", "Programme officer"),
                    ("reviewer", "Reviewer"),
                    ("rapporteur", "Rapporteur"),
                    ("co_chair", "Co-chair"),
                    ("pledge_officer", "Pledge officer"),
                    ("auditor", "Auditor"),
                    ("part_admin", "Admin of a part"),
                ],
                max_length=24,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "secretariat",
                            "accreditation_officer",
                            "programme_officer",
                            "reviewer",
                            "rapporteur",
                            "co_chair",
                            "pledge_officer",
                            "auditor",
                            "part_admin",
                        ],
                    )
                ),
                name="role_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__isnull", False), ("role", "part_admin")),
                    models.Q(models.Q(("role", "part_admin"), _negated=True), ("part__isnull", True)),
                    _connector="OR",
                ),
                name="role_of_a_part_names_it",
            ),
        ),
    ]
