"""The draft with a note at each trace: its words as they were, a note for each, and every file one that others read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from attribution.cli.app import app
from attribution.output.annotated import WRITERS, notes_of
from attribution.output.tracedata import Traced
from attribution.readers.article import read_article
from attribution.verify.passages import read_material
from attribution.verify.retrieve import read_corpus
from attribution.verify.run import verify_source

TALK = "IDA HOLM: We will build the bridge in spring. It is cheap, quick and safe.\n\nPELLE LUND: Nobody asked the fishermen.\n"
DRAFT = "The bridge\n\n"
DRAFT += "“We will build the bridge in [autumn](https://a.example),” Ida Holm said.\n\n"
DRAFT += "It rained. “Nobody asked the fishermen,” she said.\n"
HTML = "<html><body>"
HTML += "<p>&ldquo;We will <b>build</b> the bridge in autumn,&rdquo; Ida Holm said.</p><p>It rained &amp; blew.</p></BODY></html>"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVIL = "<b>x</b> *y* “It is <script>alert(1)</script> ch\x1beap\x00, \ufffe|quick,” Ida Holm said. [^trace-q1]\n"


def traced(folder: Path, name: str, text: str) -> Traced:
    (folder / name).write_text(text, "utf-8", newline="")
    (folder / "talk.txt").write_text(TALK, "utf-8")
    corpus = read_corpus([read_material(*read_article(str(folder / "talk.txt")))])
    draft = read_article(str(folder / name))
    return Traced(*draft, verify_source(*draft, corpus))


def comments(data: bytes) -> tuple[list[str], list[str]]:
    """(paragraphs, comments) of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        trees = [ElementTree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "comments")]
    paragraphs = ["".join(node.text or "" for node in paragraph.iter(f"{WORD}t")) for paragraph in trees[0].iter(f"{WORD}p")]
    return paragraphs, ["".join(node.text or "" for node in comment.iter(f"{WORD}t")) for comment in trees[1].iter(f"{WORD}comment")]


def test_markdown_keeps_its_text_and_has_a_footnote_behind_each_quotation(tmp_path: Path) -> None:
    out = WRITERS["md"](traced(tmp_path, "draft.md", DRAFT)).decode()
    body, _, notes = out.partition("\n\n[^trace-q1]: ")
    assert re.sub(r"\[\^trace-q\d\]", "", body) == DRAFT.rstrip()
    assert "[autumn](https://a.example),”[^trace-q1] Ida" in body and "fishermen,”[^trace-q2] she" in body
    assert 'talk.txt:1, IDA HOLM: altered: "autumn" for "spring"' in notes
    assert "the source has it from PELLE LUND" in notes
    assert re.search(r"draft sha256 [0-9a-f]{64}; \S*talk.txt sha256 [0-9a-f]{64}", notes)


def test_html_keeps_its_page_and_has_the_notes_before_its_end(tmp_path: Path) -> None:
    out = WRITERS["html"](traced(tmp_path, "draft.html", HTML)).decode()
    body, _, rest = out.partition('\n<section aria-label="Notes">')
    assert re.sub(r"<sup>.*?</sup>", "", body) == HTML.partition("</BODY>")[0]
    assert 'autumn,&rdquo;<sup><a id="trace-at-q1" href="#trace-q1">q1</a></sup> Ida' in body
    assert rest.endswith("</BODY></html>") and '<li id="trace-q1"><a href="#trace-at-q1">q1</a> ' in rest


def test_a_word_document_has_a_comment_at_each_trace(tmp_path: Path) -> None:
    paragraphs, notes = comments(WRITERS["docx"](traced(tmp_path, "draft.md", DRAFT)))
    assert paragraphs[:3] == [
        "The bridge", "“We will build the bridge in autumn,” Ida Holm said.", "It rained. “Nobody asked the fishermen,” she said.",
    ]  # fmt: skip
    assert [note[:3] for note in notes] == ["q1:", "q2:"]


def test_a_word_document_is_read_back_by_a_reader_that_is_not_ours(tmp_path: Path) -> None:
    mammoth = pytest.importorskip("mammoth", reason="mammoth is not installed (extra: docx)")
    data = WRITERS["docx"](traced(tmp_path, "draft.md", DRAFT))
    read = mammoth.convert_to_html(io.BytesIO(data), style_map="comment-reference => sup")
    assert "We will build the bridge in autumn" in read.value and "talk.txt:1" in read.value
    assert [message for message in read.messages if message.type == "error"] == []


@pytest.mark.parametrize(
    ("name", "text"), [("draft.md", DRAFT), ("draft.html", HTML), ("evil.md", EVIL), ("evil.txt", EVIL), ("empty.md", "")]
)
def test_every_form_holds_a_note_for_every_trace_and_none_runs_what_the_draft_says(name: str, text: str, tmp_path: Path) -> None:
    draft = traced(tmp_path, name, text)
    wanted = [note.trace.id for note in notes_of(draft)]
    html = WRITERS["html"](draft).decode()
    assert re.findall(r'<li id="trace-(\w+)">', html) == re.findall(r'<a id="trace-at-(\w+)"', html) == wanted
    assert "<script>" not in html
    markdown = WRITERS["md"](draft).decode()
    assert re.findall(r"^\[\^trace-(\w+)\]:", markdown, re.MULTILINE) == wanted
    assert [note.partition(":")[0] for note in comments(WRITERS["docx"](draft))[1]] == wanted
    assert WRITERS["docx"](draft) == WRITERS["docx"](draft)
    for word in ("verified", "true"):
        assert word not in markdown.lower()


def run(*args: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, args)])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_writes_the_draft_beside_the_table(tmp_path: Path) -> None:
    traced(tmp_path, "draft.md", DRAFT)
    code, out, _ = run(tmp_path / "draft.md", "--against", tmp_path / "talk.txt", "--annotate", tmp_path / "noted.docx")
    assert (code, "altered" in out) == (1, True)
    assert len(comments((tmp_path / "noted.docx").read_bytes())[1]) == 2


@pytest.mark.parametrize(
    ("target", "more", "says"),
    [
        ("noted.pdf", [], "name a file that ends in .md, .html, .htm, .docx"), ("draft.md", [], "is one of the files to read"),
        ("noted.md", ["talk.txt"], "is for one draft; there are 2"), ("noted.html", ["-o", "noted.html"], "is the file that -o writes"),
    ],
)  # fmt: skip
def test_where_it_cannot_be_written_is_said_before_anything_is(
    target: str, more: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traced(tmp_path, "draft.md", DRAFT)
    monkeypatch.chdir(tmp_path)
    code, out, err = run("draft.md", "--against", "talk.txt", "--annotate", target, *more)
    assert (code, out) == (2, "")
    assert says in err
    assert (tmp_path / "draft.md").read_text("utf-8") == DRAFT
