"""The whole record as dossier YAML, one file a dispute, the same bytes for the same facts."""

from collections import defaultdict
from pathlib import Path

import yaml

from timeline.exporting.records import SECTIONS, all_of

HEADER = """\
# Part of the dossier of AI Dispute Timeline; README.md beside this file says how to read and change it.
# Data: CC BY 4.0. Quotations belong to their speakers and publishers.
"""


def export_dossier(folder: Path) -> dict[str, int]:
    """Write every record to `folder`, which is made if it is missing. Answers how many each file holds."""
    folder.mkdir(parents=True, exist_ok=True)
    files = dossier_files()
    for stem, sections in files.items():
        (folder / f"{stem}.yaml").write_text(dossier_text(sections), encoding="utf-8")
    return {stem: sum(map(len, sections.values())) for stem, sections in files.items()}


def dossier_files() -> dict[str, dict[str, list[dict]]]:
    """File stem → section → records in the dossier's shape, all in their fixed order."""
    files: dict[str, dict[str, list[dict]]] = defaultdict(dict)
    for section, model in SECTIONS.items():
        for record, shape in all_of(model):
            files[record.dossier].setdefault(section, []).append(_shortened(shape))
    return dict(sorted(files.items()))


def dossier_text(sections: dict[str, list[dict]]) -> str:
    body = yaml.dump(sections, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110)
    return HEADER + body


def _shortened(shape: dict) -> dict:
    """References that name nothing but a source are written as its bare id."""
    if "sources" not in shape:
        return shape
    sources = [entry["source"] if set(entry) == {"source"} else entry for entry in shape["sources"]]
    return {**shape, "sources": sources}
