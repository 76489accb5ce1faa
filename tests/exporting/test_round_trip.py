"""Django's own dump of the whole database, loaded into an emptied one."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command

from timeline.exporting.dossier import dossier_files

DERIVED = (
    "known_since",
    "known_in_full",
    "best_mark",
    "provenance",
    "earliest",
    "latest",
    "sorts_from",
    "period",
    "mark",
)


def _rows():
    """Table → its rows by natural key, with the columns that are derived."""
    tables = {}
    for model in apps.get_app_config("timeline").get_models():
        names = [f.name for f in model._meta.fields if f.name in DERIVED]
        named_by = {lookup.split("__")[0] for lookup in getattr(model, "natural_lookups", ()) if "__" in lookup}
        found = model.objects.select_related(*named_by) if named_by else model.objects.all()
        keyed = [(row.natural_key() if hasattr(row, "natural_key") else row.pk, row) for row in found]
        tables[model.__name__] = sorted((str(key), [getattr(row, name) for name in names]) for key, row in keyed)
    return tables


@pytest.mark.django_db
def test_a_dump_with_natural_keys_loads_into_an_empty_database_without_loss(whole_record, django_user_model, tmp_path):
    user = django_user_model.objects.create_user("ada", password="a long pass phrase")
    user.groups.add(Group.objects.get(name="reviewer"))
    files, rows = dossier_files(), _rows()
    dump = tmp_path / "record.json"
    call_command("dumpdata", natural_foreign=True, natural_primary=True, output=str(dump), verbosity=0)

    # Emptied table by table, for the test's own transaction has to undo it.
    _empty()
    call_command("loaddata", str(dump), verbosity=0)

    assert dossier_files() == files
    assert _rows() == rows
    assert django_user_model.objects.get(username="ada").groups.get().name == "reviewer"


def _empty():
    """Every row of the record is deleted; constraints are checked at the end."""
    for model in apps.get_app_config("timeline").get_models():
        _clear(model)


def _clear(model):
    for relation in model._meta.local_many_to_many:
        if relation.remote_field.through._meta.auto_created:
            relation.remote_field.through.objects.all().delete()
    model._base_manager.all()._raw_delete("default")
