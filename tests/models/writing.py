"""The ways in which a row is written; what follows from it has to be right after each of them."""

import pytest


def by_save(row, **values):
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def by_saving_these_columns_alone(row, **values):
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])


def by_update(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def by_update_of_a_filter_that_no_longer_holds(row, **values):
    row = type(row).objects.get(pk=row.pk)
    type(row).objects.filter(pk=row.pk, **{name: getattr(row, name) for name in values}).update(**values)


def by_bulk_update(row, **values):
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    type(row).objects.bulk_update([row], [*values])


def by_create(row):
    row.save()


def by_bulk_create(row):
    type(row).objects.bulk_create([row])


def by_delete(row):
    type(row).objects.get(pk=row.pk).delete()


def by_delete_of_a_filter(row):
    type(row).objects.filter(pk=row.pk).delete()


CHANGING = [
    by_save,
    by_saving_these_columns_alone,
    by_update,
    by_update_of_a_filter_that_no_longer_holds,
    by_bulk_update,
]
CREATING = [by_create, by_bulk_create]
DELETING = [by_delete, by_delete_of_a_filter]


def _ways(name, functions):
    return pytest.mark.parametrize(name, functions, ids=lambda function: function.__name__)


HOWEVER_CHANGED = _ways("change", CHANGING)
HOWEVER_CREATED = _ways("create", CREATING)
HOWEVER_DELETED = _ways("delete", DELETING)
