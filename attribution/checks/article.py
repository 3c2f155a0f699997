"""The view of an extraction that the checks read: parts of the article, sentences, quotations and who they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attribution.document.lemmas import read_lemmas
from attribution.model import Claim, Document, Extraction, Quote, Span, Spans, Tokens
from attribution.readers import Source
from attribution.readers.readable import Readable
from attribution.rulebook.rules import Rules
from attribution.rulebook.verbs import read_verbs
from attribution.speakers.lexicon import read_lexicon

if TYPE_CHECKING:
    from attribution.verify.record import Policy, Trace, Tracing
    from attribution.verify.sources import Sources

_FULL_STOP = ".!?:;"
_REACH = 200  # tokens on each side; a newspaper's sentence has 25
_NO_NAME = frozenset({"PRP", "PRP$", "DT"})


class Article:
    """One draft. All offsets are of the readable text; token ranges are half open."""

    def __init__(
        self, extraction: Extraction, page: Readable, rules: Rules, sources: Sources | None = None, policy: Policy = "clean"
    ) -> None:
        """`sources`: what it was written from, if that is known; `policy`: what may be left out of quotations, see `verify.record`."""
        self.extraction, self.sources, self.policy = extraction, sources, policy
        self.lexicon, self.lemma, self.verbs = rules.get(read_lexicon), rules.get(read_lemmas), rules.get(read_verbs)
        self.page = page
        self.document: Document = extraction.document
        self.text = extraction.document.text
        self.claims = extraction.claims

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """Where its quotations and claims stand in what it was written from."""
        return self.tracing.traces if self.tracing is not None else ()

    @cached_property
    def tracing(self) -> Tracing | None:
        """The traces, and whether the sources are the wrong ones; None without sources that can be read."""
        if self.sources is None or not self.sources.usable:
            return None
        from attribution.verify.run import trace
        from attribution.verify.tracing import Place

        place = Place(Source(self.extraction.doc, self.text, "utf-8", b""), lambda spans: spans)
        return trace(self.extraction, place, self.sources.corpus, self.policy)

    # ------------------------------------------------------------ parts

    @cached_property
    def paragraphs(self) -> list[Tokens]:
        """Token ranges of the paragraphs."""
        starts = self.document.paragraphs
        return [(b, e) for b, e in pairwise(starts) if b < e]

    @cached_property
    def sentences(self) -> list[Tokens]:
        """Token ranges of the sentences."""
        starts = self.document.sentences
        return [(b, e) for b, e in pairwise(starts) if b < e]

    def sentences_of(self, paragraph: int) -> list[Tokens]:
        """The sentences of one paragraph."""
        begin, end = self.paragraphs[paragraph]
        return self.sentences[bisect_left(self.sentences, (begin,)) : bisect_left(self.sentences, (end,))]

    def near(self, tokens: Tokens, middle: int, reach: int = _REACH) -> Tokens:
        """What of a range stands within `reach` tokens of its token `middle`: of an ordinary sentence or paragraph, all."""
        return max(tokens[0], middle - reach), min(tokens[1], middle + reach)

    def chars(self, tokens: Tokens) -> Span:
        """Characters of a token range that is not empty."""
        return Span(self.document.begins[tokens[0]], self.document.ends[tokens[1] - 1])

    def tokens(self, begin: int, end: int) -> Tokens:
        """Tokens that begin in a range of characters."""
        return bisect_left(self.document.begins, begin), bisect_left(self.document.begins, end)

    def words(self, tokens: Tokens) -> str:
        """A token range as text, inner line breaks as spaces."""
        return " ".join(self.text[slice(*self.chars(tokens))].split()) if tokens[0] < tokens[1] else ""

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds `offset`, or of the last one before it."""
        return max(bisect_right(self._paragraph_begins, offset) - 1, 0)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset`, or of the last one before it."""
        return max(bisect_right(self._sentence_begins, offset) - 1, 0)

    @cached_property
    def _paragraph_begins(self) -> list[int]:
        return [self.document.begins[b] for b, _ in self.paragraphs]

    @cached_property
    def _sentence_begins(self) -> list[int]:
        return [self.document.begins[b] for b, _ in self.sentences]

    def region(self, offset: int) -> str:
        """`quotation`, `headline`, `caption` or `narration`."""
        if self.quote_at(offset) is not None:
            return "quotation"
        if offset in self.headline:
            return "headline"
        return "caption" if offset in self.captions else "narration"

    @cached_property
    def headline(self) -> Parts:
        """Title and standfirst."""
        return Parts(self.page.headline)

    @cached_property
    def captions(self) -> Parts:
        """Captions of pictures and tables."""
        return Parts(self.page.captions)

    @cached_property
    def displayed(self) -> Parts:
        """Quotations set off as a block."""
        return Parts(self.page.displayed)

    @cached_property
    def body(self) -> list[int]:
        """Indices of the paragraphs that are no headline and no caption."""
        return [k for k in range(len(self.paragraphs)) if self.is_body(k)]

    def is_body(self, paragraph: int) -> bool:
        """Whether a paragraph is no headline and no caption."""
        begin = self._paragraph_begins[paragraph]
        return begin not in self.headline and begin not in self.captions

    # ------------------------------------------------------------ quotations

    @cached_property
    def quotes(self) -> list[Quote]:
        """Outermost quotations of every kind, in order."""
        return [quote for quote in self.document.quotes if quote.depth == 0]

    @cached_property
    def speeches(self) -> list[Quote]:
        """Outermost quotations of the body that are somebody's words."""
        return [q for q in self.quotes if q.kind == "speech" and q.begin not in self.headline and q.begin not in self.captions]

    def has_speech(self, begin: int, end: int) -> bool:
        """Whether speech of the body stands in a range of characters, or reaches into it."""
        at = bisect_left(self._speech_begins, end) - 1
        return at >= 0 and begin < self.speeches[at].end

    @cached_property
    def _speech_begins(self) -> list[int]:
        return [quote.begin for quote in self.speeches]

    @cached_property
    def _quote_begins(self) -> list[int]:
        return [quote.begin for quote in self.quotes]

    def quote_at(self, offset: int) -> Quote | None:
        """The outermost quotation that covers `offset`."""
        at = bisect_right(self._quote_begins, offset) - 1
        return self.quotes[at] if at >= 0 and offset < self.quotes[at].end else None

    def quotes_of(self, paragraph: int) -> list[Quote]:
        """The outermost speech of one paragraph."""
        return self.quotes_in(*self.chars(self.paragraphs[paragraph]))

    def quotes_in(self, begin: int, end: int) -> list[Quote]:
        """The outermost speech that begins in a range of characters."""
        lo, hi = bisect_left(self._quote_begins, begin), bisect_left(self._quote_begins, end)
        return [quote for quote in self.quotes[lo:hi] if quote.kind == "speech"]

    def outside(self, tokens: Tokens) -> Iterator[int]:
        """The tokens of a range that no quotation covers."""
        return (i for i in range(*tokens) if i not in self._inside)

    @cached_property
    def _inside(self) -> frozenset[int]:
        return frozenset(i for quote in self.quotes for i in range(*self.tokens(quote.begin, quote.end)))

    def stands_alone(self, quote: Quote) -> bool:
        """Whether nothing but other sentences stands around a quotation: no words of its own sentence lead into it or out of it."""
        before = self.text[: quote.begin].rstrip() if quote.begin < 200 else self.text[quote.begin - 200 : quote.begin].rstrip()
        opens = quote.begin == self.chars(self.paragraphs[self.paragraph_at(quote.begin)]).begin
        leads = not opens and bool(before) and before.rstrip("\"”'’)»")[-1:] not in ".!?"
        inner = self.text[quote.inner.begin : quote.inner.end].rstrip("'’” \"")
        after = self.text[quote.end : quote.end + 80].lstrip(" ")
        ends = not after or after[0] in "\n\r" or (inner[-1:] in ".!?…" and (after[0].isupper() or after[0] in "\"“‘'«[("))
        return not leads and (ends or not quote.closed)

    def is_whole_paragraph(self, quote: Quote) -> bool:
        """Whether a paragraph consists of this quotation."""
        begin, end = self.chars(self.paragraphs[self.paragraph_at(quote.begin)])
        return quote.begin <= begin and end <= quote.end

    # ------------------------------------------------------------ claims

    @cached_property
    def spoken(self) -> list[Claim]:
        """The claims that somebody is given for, in reading order."""
        return [claim for claim in self.claims if claim.source_spans]

    def owner(self, quote: Quote) -> Claim | None:
        """The claim whose content takes in a quotation, of those with a source; the narrowest."""
        return min(self._owners.get(quote.begin, ()), key=lambda c: c.content_spans[-1].end - c.content_spans[0].begin, default=None)

    @cached_property
    def _owners(self) -> dict[int, list[Claim]]:
        """Claims with a source by the beginning of each outermost quotation that their content touches."""
        out: dict[int, list[Claim]] = {}
        for claim in self.spoken:
            for begin, end in claim.content_spans:
                at = max(bisect_right(self._quote_begins, begin) - 1, 0)
                while at < len(self.quotes) and self.quotes[at].inner.begin < end:
                    if begin < self.quotes[at].inner.end:
                        out.setdefault(self.quotes[at].begin, []).append(claim)
                    at += 1
        return out

    def speaker_before(self, quote: Quote) -> Claim | None:
        """The last claim with a source before a quotation, in its paragraph."""
        begin = self.chars(self.paragraphs[self.paragraph_at(quote.begin)]).begin
        at = bisect_left(self._cue_order, (quote.begin, -1)) - 1
        return self.spoken[self._cue_order[at][1]] if at >= 0 and self._cue_order[at][0] >= begin else None

    @cached_property
    def reported(self) -> frozenset[int]:
        """The tokens that stand in what somebody is reported to have said."""
        return frozenset(i for claim in self.spoken for span in claim.content_spans for i in range(*self.tokens(*span)))

    def claims_in(self, begin: int, end: int) -> list[Claim]:
        """Claims with a source whose cue stands in a range of characters."""
        lo, hi = bisect_left(self._cue_order, (begin, -1)), bisect_left(self._cue_order, (end, -1))
        return [self.spoken[i] for _, i in self._cue_order[lo:hi]]

    @cached_property
    def _cue_order(self) -> list[tuple[int, int]]:
        return sorted((c.cue_spans[0].begin, i) for i, c in enumerate(self.spoken) if c.cue_spans)

    def reports(self, claim: Claim) -> bool:
        """Whether a claim's content is a quotation or a clause, not a thing that is claimed, signed or admitted."""
        if claim.rule == "V-THAT" or claim.rule.startswith(("QUOTE", "TURN", "CLAUSE")) or claim.kind == "direct":
            return True
        if claim.rule.startswith(("V-NP", "V-FOR", "V-ABOUT", "V-TO-NP", "V-INF")):
            return False
        for begin, end in claim.content_spans:
            first, last = self.tokens(begin, end)
            for i in range(first, last):
                if self.document.tags[i] in ("VBD", "VBZ", "VBP", "MD"):
                    return True
                if self.document.words[i] == "," and i + 1 < last and self.document.tags[i + 1] == "CC":
                    break
        return False

    # ------------------------------------------------------------ words

    @cached_property
    def lemmas(self) -> list[str]:
        """Dictionary form of every token."""
        return [self.lemma(word, tag) for word, tag in zip(self.document.words, self.document.tags, strict=True)]

    @cached_property
    def low(self) -> list[str]:
        """Every token in lower case."""
        return [word.lower() for word in self.document.words]

    def phrases(self, phrases: Iterable[str]) -> Iterator[Tokens]:
        """Token ranges of phrases (lower case, words parted by blanks) outside quotations, each sentence for itself."""
        by_first: dict[str, list[list[str]]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            parts = phrase.split()
            by_first.setdefault(parts[0], []).append(parts)
        low, after = self.low, -1
        for i, word in enumerate(low):
            if i < after or word not in by_first or i in self._inside:
                continue
            for parts in by_first[word]:
                if low[i : i + len(parts)] == parts:
                    yield i, i + len(parts)
                    after = i + len(parts)
                    break

    def content_words(self, tokens: Tokens | Iterable[int]) -> frozenset[str]:
        """Lemmas of the nouns, verbs, adjectives and numbers of a range, without auxiliaries."""
        span = range(*tokens) if isinstance(tokens, tuple) and len(tokens) == 2 else tokens
        tags, lemmas, empty = self.document.tags, self.lemmas, self.lexicon.small.auxiliaries
        words = (lemmas[i] for i in span if tags[i][:2] in ("NN", "VB", "JJ", "CD"))
        return frozenset(word.lower() for word in words if len(word) > 2 and word not in empty)


class Parts:
    """Parts of a text; `offset in parts` takes no longer for many than for few."""

    def __init__(self, spans: Spans) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        for begin, end in sorted(spans):
            if self._ends and begin <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._begins.append(begin)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._begins, offset) - 1
        return at >= 0 and offset < self._ends[at]
