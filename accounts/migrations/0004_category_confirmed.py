from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def confirm_what_is_known(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What the archive says stands; so do the made-up ones of a rehearsal. All others are confirmed by people."""
    known = models.Q(imported_at__isnull=False) | models.Q(is_fictional=True)
    apps.get_model("accounts", "Organisation").objects.filter(known).update(category_confirmed=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_participation")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="category_confirmed",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(confirm_what_is_known, migrations.RunPython.noop),
    ]
