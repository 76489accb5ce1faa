"""Dossier YAML → records with their file and line, every scalar as the text that was typed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from timeline.exporting.records import SECTIONS
from timeline.importing.outcome import Problem

_NULLS = {"", "~", "null"}
_DEEPEST = 8


@dataclass(frozen=True)
class Entry:
    """One record of a file, not yet checked."""

    file: Path
    line: int
    section: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.data.get("id") or "")

    def problem(self, message: str) -> Problem:
        return Problem(self.file.name, self.line, self.id, message)


class _Malformed(Exception):
    def __init__(self, line: int, message: str):
        super().__init__(message)
        self.line = line


def dossier_paths(folder: Path) -> list[Path]:
    """The YAML files of a folder by name, or the one file that is named."""
    return [folder] if folder.is_file() else sorted(folder.glob("*.yaml"))


def dossier_digest(folder: Path) -> str:
    """SHA-256 over names and bytes of the folder's files."""
    digest = hashlib.sha256()
    for path in filter(Path.is_file, dossier_paths(folder)):
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def read_dossier(folder: Path) -> tuple[list[Entry], list[Problem]]:
    """Every record of every file in file order, and what could not be read at all."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    paths = dossier_paths(folder)
    if not paths:
        problems.append(Problem(str(folder), 0, "", "there is no .yaml file here."))
    for path in paths:
        try:
            entries += _read_file(path, problems)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            problems.append(Problem(path.name, line, "", f"this is no YAML: {error.problem}."))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            problems.append(Problem(path.name, 0, "", f"this is no UTF-8 text of YAML: {str(error).splitlines()[0]}."))
        except OSError as error:
            problems.append(Problem(path.name, 0, "", f"this cannot be read: {error.strerror}."))
        except _Malformed as error:
            problems.append(Problem(path.name, error.line, "", str(error)))
    return entries, problems


def _read_file(path: Path, problems: list[Problem]) -> list[Entry]:
    """The records of the file; what is wrong with one section or record stands among the problems."""
    text = path.read_text(encoding="utf-8")
    _refuse_deep_and_repeated(text)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise _Malformed(1, f"a dossier file holds sections by name: {', '.join(SECTIONS)}.")
    entries = []
    wrongs: list[_Malformed] = []
    for key, value in root.value:
        line = key.start_mark.line + 1
        if key.value not in SECTIONS:
            wrongs.append(_Malformed(line, f"“{key.value}” is no section; there are {', '.join(SECTIONS)}."))
        elif not isinstance(value, yaml.SequenceNode):
            wrongs.append(_Malformed(line, f"section “{key.value}” is a list of records, each begun with “- id:”."))
        else:
            entries += _records(path, key.value, value, wrongs)
    problems += [Problem(path.name, wrong.line, "", str(wrong)) for wrong in wrongs]
    return entries


def _records(path: Path, section: str, value: yaml.SequenceNode, wrongs: list[_Malformed]) -> Iterator[Entry]:
    for node in value.value:
        line = node.start_mark.line + 1
        data = _plain(node, wrongs)
        if isinstance(data, dict):
            yield Entry(path, line, section, data)
        else:
            wrongs.append(_Malformed(line, "a record is a list of keys and values."))


def _refuse_deep_and_repeated(text: str) -> None:
    """Looked for among the parser's events, since composing a deep file, or one of aliases of aliases, may not end."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise _Malformed(line, "a dossier repeats what it says and has no aliases (“*name”).")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _Malformed(line, "this is nested too deeply.")


def _plain(node: yaml.Node, wrongs: list[_Malformed]) -> Any:
    """Text, lists and dicts as typed: `2417:3` stays a locator, `2026-04` a month and `010` no octal number."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, wrongs) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                wrongs.append(_Malformed(line, "a key is a plain word."))
            elif key.value in data:
                wrongs.append(_Malformed(key.start_mark.line + 1, f"“{key.value}” stands twice in one record."))
            else:
                data[key.value] = _plain(value, wrongs)
        return data
    return None if node.style in (None, "") and node.value in _NULLS else node.value
