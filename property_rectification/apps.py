from django.apps import AppConfig


class PropertyRectificationConfig(AppConfig):
    name = "property_rectification"
    verbose_name = "物业整治"
    seed_files = {"timers": ["seed/timers.csv"], "gates": ["seed/gates.csv"]}
