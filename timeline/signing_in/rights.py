"""What a user or a group may do, in words, so that before and after can be compared."""

from django.contrib.auth.models import Group, User

from timeline.models import SecondFactorDemand

Rights = dict[str, set[str]]


def rights_of(user_or_group: User | Group) -> Rights:
    """Only what it says of itself; a user has their groups' rights besides."""
    if isinstance(user_or_group, Group):
        demands = SecondFactorDemand.objects.filter(group=user_or_group).exists()
        return {
            "name": {user_or_group.name},
            "demands": {"a second factor"} if demands else set(),
            "permissions": _permissions(user_or_group.permissions),
        }
    flags = {"active": "is_active", "staff": "is_staff", "superuser": "is_superuser"}
    return {
        "name": {user_or_group.get_username()},
        "is": {word for word, field in flags.items() if getattr(user_or_group, field)},
        "groups": set(user_or_group.groups.values_list("name", flat=True)),
        "permissions": _permissions(user_or_group.user_permissions),
    }


def difference(before: Rights, after: Rights) -> str:
    """As "groups: + reviewer, − researcher; is: + staff"; empty where nothing changed."""
    parts = []
    for name in {**before, **after}:
        was, now = before.get(name, set()), after.get(name, set())
        changes = [f"+ {word}" for word in sorted(now - was)] + [f"− {word}" for word in sorted(was - now)]
        if changes:
            parts.append(f"{name}: {', '.join(changes)}")
    return "; ".join(parts)


def _permissions(permissions) -> set[str]:
    return {f"{label}.{codename}" for label, codename in permissions.values_list("content_type__app_label", "codename")}
