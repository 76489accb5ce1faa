"""Where addresses of static files come from: hashed names once they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """A page without its collected files is plain, but it stands; Django would make it a 500, that of the fault too."""

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            return name
