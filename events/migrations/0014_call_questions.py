"""What a call asks stands in its questions alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("events", "0013_calls")]

    operations = [migrations.RemoveField(model_name="call", name="asked")]
