"""Groups: what their members may do, and whether they may do it without a second factor."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangosGroupAdmin
from django.contrib.auth.models import Group

from timeline.admin.audited import AuditedAdmin
from timeline.models import SecondFactorDemand
from timeline.vocabulary import AuditKind


class GroupForm(forms.ModelForm):
    demands_second_factor = forms.BooleanField(
        required=False,
        help_text="Members without one have to set it up before they see any other page. Superusers, too.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        demands = SecondFactorDemand.objects.filter(group=self.instance.pk)
        self.fields["demands_second_factor"].initial = bool(self.instance.pk) and demands.exists()


class GroupAdmin(AuditedAdmin, DjangosGroupAdmin):
    when_added, when_changed, when_deleted = AuditKind.GROUP_ADDED, AuditKind.GROUP_CHANGED, AuditKind.GROUP_DELETED
    form = GroupForm
    fields = ("name", "demands_second_factor", "permissions")
    list_display = ("name", "demands_second_factor")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("second_factor_demand")

    @admin.display(boolean=True)
    def demands_second_factor(self, obj):
        return hasattr(obj, "second_factor_demand")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.cleaned_data["demands_second_factor"]:
            SecondFactorDemand.objects.get_or_create(group=obj)
        else:
            SecondFactorDemand.objects.filter(group=obj).delete()


admin.site.unregister(Group)
admin.site.register(Group, GroupAdmin)
