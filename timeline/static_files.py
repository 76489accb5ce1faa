"""Where addresses of static files come from: hashed names once they are collected."""

from functools import cached_property

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """A page without its collected files is plain, but it stands; Django would make it a 500, that of the fault too."""

    def url(self, name: str, force: bool = False) -> str:
        """Asked for by every page of a dozen files, which stay the same while the site is served."""
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {}

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            return name
