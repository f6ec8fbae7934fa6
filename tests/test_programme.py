"""docs/programme.md says what the exercises and their sources say."""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.small import SCALE, exercise

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("programme", ROOT / "docs" / "programme.py")
assert SPEC is not None
assert SPEC.loader is not None
programme = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(programme)

ANEW = "Please write it anew: .venv/bin/python docs/programme.py"


def test_the_page_is_as_the_files_are() -> None:
    made = programme.page(programme.exercises(), programme.sources())
    assert programme.PAGE.read_text("utf-8") == made, ANEW


def test_every_source_of_an_exercise_is_described_and_nothing_else_is() -> None:
    named = {url for one in programme.exercises() for url in one.sources}
    assert named == set(programme.sources())


def test_every_exercise_names_a_source_and_stands_on_the_page_once() -> None:
    every = programme.exercises()
    assert [one.id for one in every if not one.sources] == []
    assert len(every) == len(list(programme.EXERCISES.glob("*.toml")))
    headings = [line for line in programme.PAGE.read_text("utf-8").splitlines() if line.startswith("### ")]
    assert Counter(line.split("`")[1] for line in headings) == Counter(one.id for one in every)


def test_the_readme_names_no_number_of_exercises_that_would_grow_old() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"\b\d+ exercises", readme) == []
    assert ("more than forty exercises" in readme, len(programme.exercises()) > 40) == (True, True)


def test_no_source_is_a_copy_on_another_site() -> None:
    copies = ("pdfslide", "docsbay", "studylib", "docshare", "rtrace", "scribd", "docslib", "paperzz", "dokumen")
    assert [url for url in programme.sources() if any(name in url for name in copies)] == []


def test_every_kind_of_source_is_explained_and_the_strongest_leads() -> None:
    known = programme.sources()
    assert {source.kind for source in known.values()} == set(programme.KINDS)
    by_kind = {source.kind: url for url, source in known.items()}
    one = exercise(SCALE, sources=[by_kind["programme"], by_kind["trial"], by_kind["model"]])
    said = programme.page([one], known)
    assert "Strongest source: a trial." in said
    assert said.index(by_kind["trial"]) < said.index(by_kind["model"]) < said.index(by_kind["programme"])


def test_a_source_that_nobody_described_stops_the_page() -> None:
    with pytest.raises(KeyError, match="example"):
        programme.page([exercise(SCALE, sources=["https://example.org/"])], programme.sources())
