"""Documents of other programs: Word, OpenDocument, RTF, EPUB, mail. What is read, what is told, and that nothing damaged is a traceback."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from growth import Stages, too_slow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word import archive, docx, epub, odt, run

from attribution.errors import AttributionError, InputError
from attribution.located import extract_source
from attribution.readers import Source
from attribution.readers.article import read_article
from attribution.readers.forms import document_of, form_of
from attribution.readers.mail import own_words, read_mail
from attribution.readers.readable import Readable

MAIL = b"""From: Ada Holm <ada@courier.example>
Date: Sun, 3 May 2026 10:14:00 +0000
Subject: Bridge to close
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset="cp1252"
Content-Transfer-Encoding: quoted-printable

The bridge will close on Monday, the mayor, Ida Lund, said. =93We have no ch=
oice,=94 she added.

> An earlier message said that it may stay open.
--x
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"

JVBERi0=
--x--
"""
RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Times;}\f0 The bridge will close on Monday, the mayor, Ida Lund, said.\par
\'93We have no choice,\'94 she added.{\v Hidden, Otto Brandt said.}\par}"""
ODT = odt(
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone, Otto Brandt said.</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
    '<text:h text:outline-level="1">Bridge to close</text:h>'
    "<text:p>The bridge will close on <text:span>Mon</text:span>day, the mayor, Ida Lund"
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Elected in May.</text:p>'
    "</text:note-body></text:note>, said.</text:p>"
    "<text:p>“We<text:s/>have<text:line-break/>no choice,” she added.</text:p>"
)
EPUB = epub(
    "<h1>One</h1><p>The bridge will close on Monday, the mayor, Ida Lund, said.</p>", "<p>“We have no choice,” she <b>added</b>.</p>"
)
DOCX = docx(
    run("The bridge will close on Monday, the mayor, Ida Lund")
    + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>, who lies</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t> never</w:t></w:r>"
    + run(", said."),
    run("“We have no choice,” she added."),
)
FILES = {"a.docx": DOCX, "a.odt": ODT, "a.rtf": RTF, "a.epub": EPUB, "a.eml": MAIL}


def document(name: str) -> tuple[Source, Readable]:
    if name.endswith(".docx"):
        pytest.importorskip("mammoth")
    if name.endswith(".rtf"):
        pytest.importorskip("striprtf")
    return document_of(name, FILES[name], form_of(name))


@pytest.mark.parametrize("name", FILES)
def test_each_document_gives_its_claims_at_their_paragraphs(name: str) -> None:
    source, readable = document(name)
    first, second = extract_source(source, readable).claims
    assert (first.speaker, first.claim, first.certainty) == ("Ida Lund", "The bridge will close on Monday", "planned")
    assert (second.speaker, second.claim) == ("Ida Lund", "“We have no choice,”")
    assert second.place is not None
    assert second.place.endswith(f"paragraph {second.line}")
    assert [source.text[b:e] for b, e in second.content_spans] == ["“We have no choice,”"]


def test_chapters_stand_in_the_order_of_the_book() -> None:
    source, readable = document("a.epub")
    assert [claim.place for claim in extract_source(source, readable).claims] == ["chapter 1, paragraph 2", "chapter 2, paragraph 3"]


def test_notes_of_an_opendocument_text_stand_behind_it() -> None:
    source, readable = document("a.odt")
    assert source.text.split("\n\n")[-1] == "Elected in May."
    assert [readable.text[b:e] for b, e in readable.headline] == ["Bridge to close"]
    assert [warning.message for warning in readable.warnings] == [
        "has tracked changes: insertions are read as text, deletions are left out"
    ]


def test_a_mail_has_a_headline_and_tells_what_is_attached() -> None:
    _, readable = document("a.eml")
    assert [readable.text[b:e] for b, e in readable.headline] == ["Bridge to close"]
    assert [warning.message for warning in readable.warnings] == [
        "attachments are not read: plan.pdf",
        "the signature and earlier messages are not read (10 words)",
    ]
    assert dict(readable.about)["author"] == "Ada Holm <ada@courier.example>"


@pytest.mark.parametrize(
    ("text", "read", "left"),
    [
        ("It rained.\n-- \nRosa Pinto\nReporter", "It rained.", 4),
        ("Yes.\n\nOn 2 May 2026, at 09:12, Per Holm\n<per@h.example> wrote:\n\n> It rained.\n> Not much.\n\nNo.", "Yes.\n\nNo.", 16),
        ("Yes.\n\n-----Original Message-----\nFrom: Tom\nSent: 1 May\n\nIt rained.", "Yes.", 9),
        ("Yes.\n____________________\nFrom: Tom\nSent: 1 May\nTo: Ada\n\nIt rained.", "Yes.", 10),
        ("See below.\n\n---------- Forwarded message ---------\nFrom: Ada\nTo: Tom\n\nIt rained.", "See below.\n\nIt rained.", 0),
        ("> All is\n> quoted.", "> All is\n> quoted.", 0),
        ("From: the quay, it rained.\nIt was wet.", "From: the quay, it rained.\nIt was wet.", 0),
        ("On Monday, Per Holm wrote:\nIt rained.", "On Monday, Per Holm wrote:\nIt rained.", 0),
    ],
)
def test_a_signature_and_earlier_messages_are_left_out_and_counted(text: str, read: str, left: int) -> None:
    own, count = own_words(text)
    assert (re.sub(r"\n{3,}", "\n\n", own.strip()), count) == (read, left)


def test_what_a_mail_leaves_out_is_told() -> None:
    head = "From: Rosa <r@c.example>\nSubject: Bridge\nContent-Type: text/plain; charset=utf-8\n\n"
    source, readable = read_mail("a.eml", (head + "It may close, Ida Lund said.\n-- \nTom Adler said no.").encode())
    assert source.text == "Bridge\n\nIt may close, Ida Lund said."
    assert [warning.message for warning in readable.warnings] == ["the signature and earlier messages are not read (5 words)"]


@pytest.mark.parametrize("piece", ["From: a\n", "From: a\n b\n", "On a wrote:\n", "-- \n", ">\n", "____________\n", "Forwarded message\n"])
def test_strange_mails_take_linear_time(piece: str) -> None:
    def stages(count: int) -> Stages:
        yield "own words", lambda: own_words(piece * count)

    assert too_slow(stages, least=5_000) == {}


def test_hidden_and_struck_words_of_word_are_not_read() -> None:
    assert document("a.docx")[0].text.startswith("The bridge will close on Monday, the mayor, Ida Lund, said.")


def test_what_word_keeps_elsewhere_is_told() -> None:
    pytest.importorskip("mammoth")
    change = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'
    deleted = f"<w:del {change}><w:r><w:delText>fall</w:delText></w:r></w:del><w:ins {change}>{run('rise')}</w:ins>"
    out = BytesIO(docx(run("Rates will ") + deleted + run(", Anna Berg said.")))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("word/header1.xml", '<w:hdr xmlns:w="w"><w:p><w:r><w:t>Draft</w:t></w:r></w:p></w:hdr>')
    _, readable = document_of("a.docx", out.getvalue(), form_of("a.docx"))
    assert [warning.message for warning in readable.warnings] == [
        "has tracked changes: 1 insertions are read as text, 1 deletions are left out", "headers and footers are not read",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.odt", "a.rtf", "a.epub", "a.eml", "a.docx"])
@pytest.mark.parametrize("data", [b"", b"word", b"PK\x03\x04 broken", archive(x="y"), b"\0" * 100])
def test_what_only_calls_itself_a_document_is_refused(name: str, data: bytes) -> None:
    if name == "a.docx":
        pytest.importorskip("mammoth")
    with pytest.raises(InputError, match=r"^a\.\w+: "):
        document_of(name, data, form_of(name))


ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'


def test_entities_are_refused() -> None:
    with pytest.raises(InputError, match="declares entities"):
        document_of("a.odt", archive(content_dot_xml=f"{ENTITIES}<x>&b;</x>"), form_of("a.odt"))
    with pytest.raises(InputError, match="declares entities"):
        document_of("a.epub", archive(**{"META-INF/container.xml": f"{ENTITIES}<x>&b;</x>"}), form_of("a.epub"))


def test_entities_in_a_word_document_are_refused() -> None:
    pytest.importorskip("mammoth")
    out = BytesIO(DOCX)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("word/styles.xml", f"{ENTITIES}<x>&b;</x>")
    with pytest.raises(InputError, match="declares entities"):
        document_of("a.docx", out.getvalue(), form_of("a.docx"))


@pytest.mark.parametrize("name", ["a.odt", "a.epub"])
def test_what_grows_too_much_is_refused(name: str) -> None:
    out = BytesIO(FILES[name])
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("big", b" " * 17_000_000)
    with pytest.raises(InputError, match="grows by more than 16 MB"):
        document_of(name, out.getvalue(), form_of(name))


def test_elements_in_each_other_without_end_are_cut() -> None:
    deep = odt("<text:section>" * 5_000 + "<text:p>Deep.</text:p>" + "</text:section>" * 5_000)
    assert document_of("a.odt", deep, form_of("a.odt"))[0].text == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), st.data())
def test_documents_cut_doubled_or_with_other_bytes_make_no_traceback(name: str, data: st.DataObject) -> None:
    whole = FILES[name]
    at = data.draw(st.integers(0, len(whole)))
    swapped = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    broken = data.draw(st.sampled_from([whole[:at], whole[at:], whole + whole, swapped]))
    try:
        source, readable = document_of(name, broken, form_of(name))
    except AttributionError:
        return
    extract_source(source, readable)


def test_a_document_is_read_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(ODT)
    source, _ = read_article(str(path))
    assert (source.encoding, source.warnings[0].offset) == ("odt", 0)
    other = tmp_path / "a.txt"
    other.write_bytes(RTF)
    with pytest.raises(InputError, match=r"give it a name that ends in \.rtf"):
        read_article(str(other))


def test_a_missing_library_is_named_for_checkouts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "striprtf.striprtf", None)
    with pytest.raises(InputError, match=r"pip install 'claim-attribution\[documents\]', or in a checkout: pip install '\.\[documents\]'"):
        document_of("a.rtf", RTF, form_of("a.rtf"))
