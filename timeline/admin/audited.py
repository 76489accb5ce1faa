"""Forms of users and groups, whose every change of rights is told in the audit list."""

from timeline.admin.desk import DeskAdmin
from timeline.admin.relations import FindsRecords, RecordsField
from timeline.signing_in import audit
from timeline.signing_in.rights import difference, rights_of
from timeline.vocabulary import AuditKind


class AuditedAdmin(DeskAdmin):
    """Rights are compared before and after: what a form shows is not what it changes."""

    when_added: AuditKind
    when_changed: AuditKind
    when_deleted: AuditKind

    def get_autocomplete_fields(self, request):
        return ()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        # Django's own choice side by side, but no key can break the database.
        kwargs.setdefault("form_class", RecordsField)
        return super(FindsRecords, self).formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        form.rights_before = rights_of(self.model.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        what = difference(form.rights_before, rights_of(form.instance))
        if what:
            kind = self.when_changed if change else self.when_added
            audit.record(kind, request=request, by=request.user, about=form.instance, what=what)

    def delete_model(self, request, obj):
        self._tell_deletion(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self._tell_deletion(request, obj)
        super().delete_queryset(request, queryset)

    def _tell_deletion(self, request, obj):
        what = difference(rights_of(obj), {})
        audit.record(self.when_deleted, request=request, by=request.user, about=obj, what=what)
