"""The Python side: files one by one and many at once, errors that teach, what notebooks and data frames are given."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from attribution import extract, extract_file, extract_files
from attribution.errors import AttributionError, InputError
from attribution.model import Extraction
from attribution.output.notebook import to_fragment

HELD = 'The bridge will open on Monday, the council said.\n\n"We are glad," Ana Ruiz said.\n'
PAGE = "<p>The bridge &amp; the quay <b>will</b> open, the council said.</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("b.txt", HELD), ("a.html", PAGE), ("c.txt", "It rained, the mayor said.")):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_file_gives_what_its_text_gives(folder: Path) -> None:
    found = extract_file(folder / "b.txt")
    assert found.doc == str(folder / "b.txt")
    assert [claim.claim for claim in found.claims] == [claim.claim for claim in extract(HELD).claims]
    assert found.certainty_at(HELD.index("open")) == extract(HELD).certainty_at(HELD.index("open"))


def test_a_page_keeps_its_own_offsets(folder: Path) -> None:
    (claim,) = extract_file(str(folder / "a.html")).claims
    assert [PAGE[begin:end] for begin, end in claim.content_spans] == ["The bridge &amp; the quay <b>will</b> open"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_come_in_order_and_a_broken_one_stops_no_other(folder: Path, jobs: int) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\xff")
    errors: list[AttributionError] = []
    done: list[tuple[int, int]] = []
    found = list(extract_files(folder, jobs=jobs, on_error=errors.append, progress=lambda at, total: done.append((at, total))))
    assert [Path(each.doc).name for each in found] == ["a.html", "b.txt", "c.txt"]
    assert [len(each.claims) for each in found] == [1, 2, 1]
    assert len(errors) == 1 and "bad.txt" in str(errors[0]) and done[-1] == (4, 4)


def test_an_error_that_nobody_takes_is_a_warning(folder: Path) -> None:
    with pytest.warns(UserWarning, match=r"gone\.txt"):
        found = list(extract_files([folder / "gone.txt", folder / "c.txt"]))
    assert [Path(each.doc).name for each in found] == ["c.txt"]
    with pytest.raises(InputError, match=r"gone\.txt"):
        extract_file(folder / "gone.txt")


def test_certainty_does_not_travel_between_processes(folder: Path) -> None:
    found = next(iter(extract_files([folder / "b.txt", folder / "c.txt"], jobs=2)))
    with pytest.raises(RuntimeError, match="extract the file in this one"):
        found.certainty_at(3)


def test_a_number_of_processes_that_makes_no_sense_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="jobs=0"):
        extract_files(folder, jobs=0)


@pytest.mark.parametrize(
    ("given", "told"),
    [(Path("a.txt"), r"for the file 'a\.txt': extract_file"), (b"He said no.", "not bytes"), (None, "not NoneType"), (["a"], "not list")],
)
def test_what_is_no_text_is_told_what_to_call(given: object, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        extract(given)  # type: ignore[arg-type]


def test_records_are_what_json_takes() -> None:
    records = extract(HELD).to_dicts()
    assert [row["speaker"] for row in records] == ["the council", "Ana Ruiz"]
    assert json.loads(json.dumps(records)) == records and "evidence" not in records[0]


class _Words(HTMLParser):
    """The words of a piece of HTML, its list left out, and the tags that were never closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"ol", "small", "sup"} & set(self.open):
            self.words.append(data)


def shown(extraction: Extraction) -> str:
    page = _Words(to_fragment(extraction))
    assert page.open == []
    return " ".join("".join(page.words).split())


def test_a_notebook_shows_the_marked_article(folder: Path) -> None:
    html = extract(HELD)._repr_html_()
    assert 'title="the council, planned">The bridge will open on Monday</span>' in html
    assert "<li>Ana Ruiz, asserted: &quot;We are glad,&quot;</li>" in html
    assert shown(extract(HELD)) == " ".join(HELD.split())
    assert shown(extract_file(folder / "a.html")) == "The bridge & the quay will open, the council said."
    assert "no claims found" in to_fragment(extract("Rain."))


def test_nothing_of_an_article_is_markup_in_a_notebook() -> None:
    text = 'The <script>alert(1)</script> will open, said "A" <b> & co.'
    assert "<script" not in to_fragment(extract(text)) and shown(extract(text)).startswith(text)


def test_a_notebook_may_choose_its_form() -> None:
    found = extract(HELD)
    assert set(found._repr_mimebundle_()) == {"text/html", "text/plain"}
    assert set(found._repr_mimebundle_(include=["text/plain"])) == {"text/plain"} == set(found._repr_mimebundle_(exclude=["text/html"]))
    assert "Ana Ruiz" in found._repr_mimebundle_()["text/plain"]
