from django.db import migrations


class Migration(migrations.Migration):
    """Cases that were there before the column get their topic; lists no longer ask for the category itself."""

    dependencies = [
        ("casework", "0003_list_speed"),
        ("property_rectification", "0002_face"),
    ]

    operations = [
        migrations.RunSQL(
            """
            UPDATE casework_record record SET topic = rectification.category
              FROM property_rectification_rectificationcase rectification
             WHERE rectification.record_ptr_id = record.id AND rectification.category <> ''
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RemoveIndex(model_name="rectificationcase", name="case_category"),
    ]
