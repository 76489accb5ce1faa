"""Comments for colleagues: beside the form of a record, and on a page of their own that takes new ones."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from timeline.admin.merging import KINDS
from timeline.admin.typed import not_taken
from timeline.models import Comment


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}

    def clean_text(self):
        return self.cleaned_data["text"].replace("\0", "")


def comments_of(record) -> list[Comment]:
    """Oldest first, also those on records that were merged into this one."""
    return list(Comment.objects.on(record))


def comments_page(site, request, kind, slug):
    """The comments on a record; takes a new one, and goes back to the record's form."""
    record = _record(request, kind, slug, is_needed=request.method != "POST")
    if record is None:
        return not_taken(request, "There is no such record any more: somebody has deleted or merged it.")
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.instance.record_kind, form.instance.record_slug = kind, slug
        form.instance.made_by, form.instance.made_by_name = request.user, request.user.get_username()
        form.save()
        messages.success(request, "Your comment stands beside the record, for colleagues only.")
        return HttpResponseRedirect(_form_of(record))
    context = {**site.each_context(request), "opts": record._meta, "title": f"Comments on “{record}”"}
    context |= {"record": record, "comments": comments_of(record), "form": form}
    return TemplateResponse(request, "admin/timeline/comments.html", context)


@require_POST
def delete_comment(request, pk):
    """Takes one's own comment back."""
    comment = Comment.objects.filter(pk=pk).first() if pk < 2**63 else None
    if comment is None:
        raise Http404("There is no such comment.")
    if comment.made_by_id != request.user.pk:
        raise PermissionDenied
    record = _record(request, comment.record_kind, comment.record_slug, is_needed=False)
    comment.delete()
    messages.success(request, "Your comment is gone.")
    return HttpResponseRedirect(_form_of(record) if record else reverse("admin:index"))


def _record(request, kind: str, slug: str, *, is_needed=True):
    """Raises Http404 and PermissionDenied."""
    model = KINDS.get(kind)
    if model is None or not request.user.has_perm(f"timeline.view_{kind}"):
        raise PermissionDenied if model else Http404(f"There is no record of the kind “{kind}”.")
    record = model._default_manager.filter(slug=slug).first()
    if record is None and is_needed:
        raise Http404("There is no such record.")
    return record


def _form_of(record) -> str:
    return reverse(f"admin:timeline_{record._meta.model_name}_change", args=[record.pk])
