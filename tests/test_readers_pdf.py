"""PDF documents: columns, words cut at line ends, running heads, quotations over pages, and what cannot be read."""

from __future__ import annotations

import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_pdf import column, pdf

from attribution.errors import AttributionError, InputError
from attribution.located import extract_source
from attribution.readers import Source
from attribution.readers.forms import document_of, form_of
from attribution.readers.readable import Readable

pytest.importorskip("pdfminer")

LEFT = column(
    50, 140,
    "The bridge over the Alder will close on Mon-", "day for at least a year, the mayor of Halden,", "Ida Lund, said on Friday.",
    "“We have no choice, and we will not wait for", "another winter,” she told residents.",
)  # fmt: skip
RIGHT = column(320, 140, "Piet Adler, who owns the ferry, denied that", "he had asked for the closure. “Nobody at the", "company spoke")
HEAD = [(50, 40, "Halden Courier, 3 May 2026"), (540, 770, "1")]
NEXT = [
    (50, 40, "Halden Courier, 3 May 2026"),
    (540, 770, "2"),
    *column(50, 140, "with the mayor,” he said.", "The works may cost six million crowns."),
]
TWO = pdf(
    [*HEAD, (50, 100, "Bridge over the river Alder to close for at least one long and very difficult year for Halden"), *LEFT, *RIGHT], NEXT
)


def read(data: bytes) -> tuple[Source, Readable]:
    return document_of("a.pdf", data, form_of("a.pdf"))


def test_columns_hyphens_heads_and_quotations_over_pages() -> None:
    source, readable = read(TWO)
    head, *paragraphs = readable.text.split("\n\n")
    assert head.endswith("very difficult year for Halden")
    assert paragraphs == [
        "The bridge over the Alder will close on Monday for at least a year, the mayor of Halden, Ida Lund, said on Friday.",
        "“We have no choice, and we will not wait for another winter,” she told residents.",
        "Piet Adler, who owns the ferry, denied that he had asked for the closure. “Nobody at the company spoke with the mayor,” he said.",
        "The works may cost six million crowns.",
    ]
    assert "Courier" not in readable.text
    found = [(claim.speaker, claim.claim, claim.place) for claim in extract_source(source, readable).claims]
    assert found[0] == ("Ida Lund", "The bridge over the Alder will close on Monday for at least a year", "page 1, line 3")
    assert ("Piet Adler", "“Nobody at the company spoke with the mayor,”", "page 1, line 9") in found


def test_scans_and_what_is_no_pdf_are_told() -> None:
    with pytest.raises(InputError, match="holds no text, only pictures of it"):
        read(pdf([]))
    with pytest.raises(InputError, match="is no PDF"):
        read(b"text")
    with pytest.raises(InputError, match=r"^a\.pdf: "):
        read(b"%PDF-1.4\nnothing")


def test_a_document_of_ten_thousand_pages_is_refused_in_time() -> None:
    start = time.process_time()
    with pytest.raises(InputError, match="has more than 300 pages"):
        read(pdf(*[column(50, 100, "A line.")] * 10_000))
    assert time.process_time() - start < 20


@pytest.mark.parametrize("layers", [1, 2])
def test_a_packed_part_that_explodes_is_refused(layers: int) -> None:
    packed = b"0" * 150_000_000
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    filters = b" ".join([b"/FlateDecode"] * layers)
    body = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), filters, packed)
    with pytest.raises(InputError, match="grows by more than 100 MB"):
        read(TWO.replace(b"xref\n", b"99 0 obj\n" + body + b"xref\n", 1))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_pdf_cut_doubled_or_with_other_bytes_makes_no_traceback(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TWO)))
    swapped = TWO[:at] + bytes([data.draw(st.integers(0, 255))]) + TWO[at + 1 :]
    try:
        source, readable = read(data.draw(st.sampled_from([TWO[:at], TWO[at:], TWO + TWO, swapped])))
    except AttributionError:
        return
    extract_source(source, readable)
