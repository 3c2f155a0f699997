"""Files of all kinds: what is read of them, and that every offset, line and column is the file's."""

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from word import docx, run

from attribution.cli.app import app
from attribution.errors import InputError
from attribution.located import extract_source
from attribution.model import Warn
from attribution.readers import Source
from attribution.readers.article import find_articles, read_article
from attribution.readers.forms import FORMS, TABLES, form_named, form_of, readable_of, reader_of, table_of
from attribution.readers.found import Found

HTML = (
    "<!doctype html><html><head><title>t</title></head><body><nav>Menu, she said.</nav>\n<article>\n"
    "<p>Rates will <em>rise</em>, the bank&rsquo;s chief, <a href='x'>Anna Berg</a>, said on Friday.</p>\n"
    "<p>&ldquo;It is &lsquo;over&rsquo;,&rdquo; Carl Dahl said.</p></article></body></html>\n"
)
MARKDOWN = (
    "---\ntitle: A day\n---\n\nRates will *rise*, the bank [Norges](https://example.org/said) said on Friday.\n\n"
    "```\nhe said nothing\n```\n"
)


def write(folder, name, data):
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(folder / name)


def extracted(path):
    source, readable = read_article(path)
    return source, extract_source(source, readable)


def test_html_is_read_without_markup_and_placed_in_the_file(tmp_path):
    source, found = extracted(write(tmp_path, "a.html", HTML))
    first, second = found.claims
    assert (first.claim, first.line, first.column) == ("Rates will rise", 3, 4)
    assert [source.text[b:e] for b, e in first.content_spans] == ["Rates will <em>rise"]
    assert (second.claim, second.line) == ("“It is ‘over’,”", 4)
    assert [source.text[b:e] for b, e in second.source_spans] == ["Carl Dahl"]
    assert found.certainty_at(HTML.index("rise")).label == "planned"
    assert found.certainty_at(HTML.index("<nav>")) is None
    with pytest.raises(IndexError):
        found.certainty_at(len(HTML))


def test_markdown_leaves_out_front_matter_addresses_and_code(tmp_path):
    source, found = extracted(write(tmp_path, "a.md", MARKDOWN))
    assert [(claim.claim, claim.line, claim.column) for claim in found.claims] == [("Rates will rise", 5, 1)]
    assert [source.text[b:e] for b, e in found.claims[0].cue_spans] == ["said"]


def test_explain_and_reports_show_what_was_read(tmp_path):
    path = write(tmp_path, "a.html", HTML)
    out = CliRunner().invoke(app, ["explain", "--width", "200", f"{path}:3"]).stdout
    assert "Rates will" in out
    pytest.importorskip("jinja2")
    page = CliRunner().invoke(app, ["report", "-f", "html", path]).stdout
    assert ">Rates will rise</span>" in page
    assert "the bank’s chief, Anna Berg" in page.replace("</span>", "")
    assert "Menu" not in page


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_quotation_set_off_as_a_block_is_one(tmp_path, name):
    words = "Rates will rise in the spring. We see no other way."
    blocks = ["A first paragraph stands here.", "Anna Berg wrote in the report:", words, "Nobody else spoke."]
    if name == "a.md":
        data = "\n\n".join([*blocks[:2], f"> {words}", blocks[3]])
    else:
        data = "".join(f"<blockquote><p>{block}</p></blockquote>" if block == words else f"<p>{block}</p>" for block in blocks)
    source, found = extracted(write(tmp_path, name, data))
    (claim,) = found.claims
    assert (claim.kind, claim.claim, claim.speaker) == ("direct", words, "Anna Berg")
    assert [source.text[b:e] for b, e in claim.content_spans] == [words]
    assert [source.text[b:e] for b, e in claim.quote_spans] == [words]


def test_a_block_with_marks_of_its_own_gets_no_others(tmp_path):
    _, found = extracted(write(tmp_path, "a.md", 'Anna Berg wrote in the report:\n\n> "Rates will rise in the spring."\n'))
    assert [(claim.kind, claim.claim) for claim in found.claims] == [("direct", '"Rates will rise in the spring."')]


def test_word_documents_keep_insertions_drop_deletions_and_count_paragraphs(tmp_path):
    pytest.importorskip("mammoth")
    change = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'
    deleted = f"<w:del {change}><w:r><w:delText>fall</w:delText></w:r></w:del>"
    inserted = f"<w:ins {change}>{run('rise')}</w:ins>"
    path = write(tmp_path, "a.docx", docx(run("A headline"), run("Rates will ") + deleted + inserted + run(", Anna Berg said.")))
    source, found = extracted(path)
    assert source.text == "A headline\n\nRates will rise, Anna Berg said."
    assert [(claim.claim, claim.line, claim.column) for claim in found.claims] == [("Rates will rise", 2, 1)]
    assert source.encoding == "docx"


def test_a_word_document_that_unpacks_to_far_more_than_it_takes_is_refused(tmp_path):
    pytest.importorskip("mammoth")
    out = io.BytesIO(docx(run("Rates will rise, Anna Berg said.")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/picture.png", random.Random(1).randbytes(17_000_000))
    assert read_article(write(tmp_path, "a.docx", out.getvalue()))[0].text == "Rates will rise, Anna Berg said."
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/styles.xml", b" " * 17_000_000)
    with pytest.raises(InputError, match="grows by more than 16 MB when unpacked"):
        read_article(write(tmp_path, "a.docx", out.getvalue()))


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"text", "is no Word document"), (b"PK\x03\x04 broken", "is no Word document"), (None, "cannot be read as a Word")],
)
def test_what_only_calls_itself_a_word_document_is_refused(tmp_path, data, message):
    pytest.importorskip("mammoth")
    if data is None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("x", "y")
        data = out.getvalue()
    with pytest.raises(InputError, match=message):
        read_article(write(tmp_path, "a.docx", data))


def test_an_encoding_that_html_declares_is_used(tmp_path):
    data = '<meta charset="mac-roman"><p>“Yes,” café staff said.</p>'.encode("mac-roman")
    source, readable = read_article(write(tmp_path, "a.html", data))
    assert (source.encoding, source.warnings) == ("mac-roman", ())
    assert readable.text.strip() == "“Yes,” café staff said."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_a_guessed_encoding_is_right_and_never_silent(tmp_path, encoding):
    pytest.importorskip("charset_normalizer")
    text = "“It’s a café, isn’t it?” Renée Müller said – ‘naïve’ as ever. She’d “thought so” before the façade fell.\n" * 3
    source, _ = read_article(write(tmp_path, "a.txt", text.encode(encoding)))
    assert (source.text, source.encoding) == (text, encoding)
    message = f"is not UTF-8; read as {encoding}, as charset-normalizer guesses; if letters are wrong, name the encoding with --encoding"
    assert source.warnings == (Warn(message, 0),)
    shown = CliRunner().invoke(app, ["report", str(tmp_path / "a.txt")])
    assert message in shown.stderr


def test_a_named_encoding_is_not_guessed_at(tmp_path):
    with pytest.raises(InputError, match="is not UTF-8"):
        read_article(write(tmp_path, "a.txt", b"caf\xe9"), "utf-8")


def test_without_the_library_the_error_says_what_to_try(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "charset_normalizer", None)
    with pytest.raises(InputError, match="try --encoding cp1252"):
        read_article(write(tmp_path, "a.txt", b"caf\xe9"))


def test_folders_and_patterns_stand_for_the_articles_in_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "x.png", ".hidden.txt"):
        write(tmp_path, name, "x")
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", "c.html", "x")
    assert find_articles(["."]) == Found(("a.md", "b.txt", "sub/c.html"), {".png": 1}, searched=True)
    found = find_articles(["*.txt", "-", "none*.txt", "gone.txt"])
    assert (found.files, found.problems) == (("b.txt", "-", "gone.txt"), ("none*.txt: no file fits the pattern",))


def test_a_folder_without_articles_says_so(tmp_path):
    with pytest.raises(InputError, match="this folder holds no article"):
        read_article(str(tmp_path))


_MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<blockquote>", "</blockquote>", "<b>", "&ldquo;", "&amp;", "<", ">", "> ", "\n", "\n\n", "“", "”", '"', "# ", "*",
         "`", "Anna Berg said ", "that rates may rise", ", ", ". ", "he said", "é", "\ud800", "\r", "- "]
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_MARKUP, st.sampled_from(["markdown", "html"]))
def test_whatever_the_markup_every_place_lies_in_the_file_and_in_order(pieces, form):
    text = "".join(pieces)
    source = Source("a", text, "utf-8", b"")
    found = extract_source(source, readable_of(text, form_named(form)))
    for claim in found.claims:
        for begin, end in (*claim.content_spans, *claim.cue_spans, *claim.source_spans, *claim.quote_spans):
            assert 0 <= begin <= end <= len(text)
        assert (claim.line, claim.column) == source.position(claim.content_spans[0].begin)
    for offset in range(len(text)):
        found.certainty_at(offset)  # has an answer everywhere


def test_no_library_of_a_reader_is_imported_before_its_file_comes(tmp_path):
    write(tmp_path, "a.txt", "Rates will rise, Anna Berg said.")
    write(tmp_path, "a.md", "Rates will rise, Anna Berg said.")
    write(tmp_path, "a.html", "<p>Rates will rise, Anna Berg said.</p>")
    write(tmp_path, "a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Rates will rise.\n")
    code = (
        "import sys\nfrom attribution.readers.article import read_article\n"
        "for name in sys.argv[1:]: read_article(name)\n"
        "heavy = {'trafilatura', 'lxml', 'pdfminer', 'pdfplumber', 'mammoth', 'striprtf', 'httpx', 'email'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    names = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_form_is_known_by_one_name_and_its_reader_is_there():
    suffixes = [suffix for form in FORMS for suffix in form.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for form in FORMS:
        assert callable(reader_of(form))
        assert form_of(f"x{form.suffixes[0].upper()}") is form is form_named(form.name)


@pytest.mark.parametrize("name", ["news.jsonl", "NEWS.NDJSON", "a.jsonl.gz", "a.csv.zst", "a.csv", "a.parquet", "a.warc.gz"])
def test_a_table_of_articles_is_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"id": "a", "text": "It sank, Ada Holm said."}\n')
    with pytest.raises(InputError, match=r"is a table \(.*\), no article; .*: attribution extract .* -o DIR$"):
        read_article(str(tmp_path / name))
    with pytest.raises(InputError, match="no such file"):
        read_article(str(tmp_path / "none" / name))


def test_the_tables_are_those_that_an_archive_is_read_from() -> None:
    from attribution.archive.documents import _TABLES

    assert {ending for ending in _TABLES if not ending.endswith((".gz", ".zst"))} == set(TABLES)
    assert all(table_of(f"a{ending}") for ending in _TABLES)


def test_rows_on_standard_input_are_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "It sank."}\n')))
    with pytest.raises(InputError, match="standard input: is JSON Lines, no article"):
        read_article("-")
