"""Rules of the house that a machine can hold."""

import ast
import re
import subprocess
import tomllib

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

ROOT = settings.BASE_DIR
SOURCES = [path for path in (ROOT / "timeline").rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PYTHON = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
DOSSIER = {path.name: yaml.load(path.read_text(), yaml.CSafeLoader) for path in (ROOT / "fixtures").glob("*.yaml")}
LOADED_WORDS = re.compile(r"\b(admitted|slammed|blasted|ultimatum|bombshell|so-called|scandal|falsely claimed)\b", re.I)


def records(section):
    return [record for sections in DOSSIER.values() for record in sections.get(section, [])]


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_says_first_what_lives_in_it(path):
    text = path.read_text()
    assert not text or ast.get_docstring(ast.parse(text))


def test_functions_have_at_most_40_lines_and_views_20():
    long = []
    for path in SOURCES:
        most = 20 if "views" in path.parts else 40
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > most:
                long.append(f"{path.name}: {node.name}")
    assert long == []


def test_titles_have_at_most_90_characters_and_quotations_fewer_than_60_words():
    assert [r["id"] for section in ("events", "filings") for r in records(section) if len(r["title"]) > 90] == []
    assert [r["id"] for r in records("quotes") if len(r["text"].split()) >= 60] == []


def test_every_question_ends_in_a_question_mark():
    assert [r["id"] for r in records("questions") if not r["question"].endswith("?")] == []


def test_our_own_voice_uses_no_loaded_words_outside_quotation_marks():
    ours = {
        f"{record['id']}.{key}": re.sub(r"[\"“][^\"”]*[\"”]", "", record[key])
        for section, keys in (("events", ("title", "summary")), ("cases", ("summary",)), ("questions", ("question",)))
        for record in records(section)
        for key in keys
    }
    assert [name for name, text in ours.items() if LOADED_WORDS.search(text)] == []


def test_the_readme_names_only_commands_that_exist():
    text = (ROOT / "README.md").read_text() + (ROOT / "fixtures" / "README.md").read_text()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"`make ([a-z]+)`", text)) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= {*get_commands()}


def test_the_layers_of_the_readme_are_those_of_the_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    drawn = (ROOT / "README.md").read_text().split("```\nurls\n")[1].split("```")[0]
    assert ["urls", *drawn.replace(" │ ", " | ").strip().split("\n")] == contract["layers"]


def test_every_path_that_the_readme_maps_exists():
    block = (ROOT / "README.md").read_text().split("```\ntimeline/")[1].split("```")[0]
    named = re.findall(r"^  ([a-z_]+(?:/|\.py))", block, re.M)
    assert [name for name in named if not (ROOT / "timeline" / name).exists()] == []


def test_every_link_of_the_documents_leads_to_a_file_that_exists():
    for document in [*ROOT.glob("*.md"), *(ROOT / "fixtures").glob("*.md")]:
        targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text())
        assert [target for target in targets if not (document.parent / target).exists()] == [], document.name


def test_every_class_of_the_style_sheets_is_one_that_a_page_can_have():
    pages = "".join(path.read_text() for path in [*TEMPLATES, *SOURCES, *(ROOT / "static").rglob("*.js")])
    begun = tuple(re.findall(r"([a-z][\w-]*--)\{", pages))
    of_django = {ROOT / "static" / "css" / name for name in ("admin.css", "desk_legible.css")}  # its own pages
    for sheet in set((ROOT / "static" / "css").glob("*.css")) - of_django:
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        classes = set(re.findall(r"\.([a-z][\w-]*)", rules))
        assert [name for name in sorted(classes) if name not in pages and not name.startswith(begun)] == [], sheet.name


def test_nothing_in_the_tree_names_a_machine_or_a_registry():
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    machine = re.compile("/" + "work/|/" + "root/|pypi\\." + "org|index" + "-url *=")
    texts = [name for name in files if name.endswith((".py", ".md", ".toml", ".txt", ".html", "Makefile"))]
    assert [name for name in texts if machine.search((ROOT / name).read_text())] == []


def test_no_test_is_skipped_or_expected_to_fail():
    escapes = re.compile(r"\bpytest\.(?:mark\.)?(?:skip|xfail|importorskip)")
    assert [str(path.relative_to(ROOT)) for path in PYTHON if escapes.search(path.read_text())] == []


def test_nothing_is_left_to_be_done():
    left = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME)\b")
    texts = [*PYTHON, *TEMPLATES, *(ROOT / "static").glob("css/*.css"), ROOT / "README.md"]
    assert [str(path.relative_to(ROOT)) for path in texts if left.search(path.read_text())] == []
