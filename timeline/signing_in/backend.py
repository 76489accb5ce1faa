"""Django's users by name and password, asked for together with what every page of the desk has to know of them."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from timeline.signing_in.second_factor import annotate_need


class DeskBackend(ModelBackend):
    def get_user(self, user_id):
        user = annotate_need(get_user_model().objects.all()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
