"""From a draft to its findings: read, extract, run the checks that are on, respect the comments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from attribution.checks.article import Article
from attribution.checks.comments import Comment, Cover, find_comment_spans, find_slips, heed, parse_comments
from attribution.checks.finding import Edit, Finding, Hit
from attribution.checks.mechanisms import MECHANISMS
from attribution.checks.registry import AGAINST, Check
from attribution.checks.settings import Settings
from attribution.model import Span
from attribution.readers.forms import Form, form_of, readable_of
from attribution.readers.lines import LineIndex
from attribution.readers.readable import Readable
from attribution.readers.text import Source
from attribution.rulebook.rules import Rules, shipped_rules

if TYPE_CHECKING:
    from attribution.verify.record import Policy
    from attribution.verify.sources import Sources

UNUSED, MISSPELT = "AX901", "AX902"
_SHOWN = 60  # characters of a quotation that a message repeats
_NEAR = 1000  # characters on each side of the words that are meant; hardly a sentence or quotation in a newspaper is longer
_MARKS = "\"“”„«»‘'"


def check(
    text: str, doc: str = "-", settings: Settings | None = None, sources: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """What the checks that are on say about a draft, in order of place. The ending of `doc` says how to read it.

    `sources`: name → text of what it was written from, for the checks that compare the two.
    """
    from attribution.verify.sources import sources_of

    settings = settings or Settings()
    return Draft(text, doc, rules=settings.rules, sources=sources_of(sources) if sources else None, policy=settings.policy).check(settings)


def draft_of(source: Source, settings: Settings, page: Readable | None = None) -> Draft:
    """A file as read, at the lines that all other commands name, with the sources that the settings name; `page`: of a document, what is
    read of it."""
    return Draft(source.text, source.doc, None, source.lines, settings.rules, page, settings.sources(), settings.policy, source)


class Draft:
    """One draft with what is read of it; the extraction runs once, however often it is checked."""

    def __init__(
        self,
        text: str,
        doc: str = "-",
        form: Form | None = None,
        lines: LineIndex | None = None,
        rules: Rules | None = None,
        page: Readable | None = None,
        sources: Sources | None = None,
        policy: Policy = "clean",
        source: Source | None = None,
    ) -> None:
        """`form`: how to read it, where not as the ending of `doc` says; `lines`: its places, where they are no lines of the text;
        `page`: what is to be read of it, where that is known; `sources`: what it was written from;
        `source`: the draft as a file, which is none of them."""
        from attribution.pipeline import extract

        self.text, self.doc, self.form = text, doc, form or form_of(doc)
        self.lines = lines or LineIndex(text)
        if page is None:
            self.page, spans = read_page(text, self.form)
        else:
            self.page, spans = page, find_comment_spans(text, page.comments if self.form.markup else None)
        self.comments, self._comment_spans = parse_comments(text, spans, self.lines), spans
        found = extract(self.page.text, doc, rules, self.page.voices)
        if sources is not None and source is not None:
            sources = sources.for_draft(source, found)
        self.article = Article(found, self.page, rules or shipped_rules(), sources, policy)

    def check(self, settings: Settings) -> tuple[Finding, ...]:
        """The findings under these settings, without what comments ignore."""
        codes = self._codes(settings)
        found = [finding for one in settings.checks if one.code in codes for finding in self.run(one, settings)]
        kept, used = heed(self.comments, found)
        kept = self._causes(kept, {one.code: one.after for one in settings.checks if one.after})
        if UNUSED in codes:
            kept += self._unused(used, codes, settings)
        if MISSPELT in codes:
            kept += self._misspelt(settings)
        return tuple(sorted(kept, key=lambda f: (f.begin, f.code, f.end)))

    def _causes(self, found: list[Finding], after: Mapping[str, tuple[str, ...]]) -> list[Finding]:
        """The findings without those whose cause another one of their paragraph tells."""
        begins = [self.page.begin(self.article.chars(tokens).begin) for tokens in self.article.paragraphs]
        told = {(finding.code, bisect_right(begins, finding.begin)) for finding in found}
        return [f for f in found if not any((code, bisect_right(begins, f.begin)) in told for code in after.get(f.code, ()))]

    def about_sources(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is to be told of the sources, and what is wrong with them: unread, none but the draft itself, or the wrong ones."""
        sources = self.article.sources
        if sources is None:
            return (), ()
        told = (*sources.told, *(f"{name}: is the draft itself and is no source of it; left out" for name in sources.own))
        told += tuple(f"{name}: holds no words to look anything up in" for name in sources.empty)
        wrong = list(sources.problems)
        if self.article.tracing is None:
            wrong.append(f"{self.doc}: there is no source to compare it with")
        elif self.article.tracing.strangers:
            wrong.append(f"{self.doc}: no passage resembles any of its quotations; are these the right sources?")
        return told, tuple(wrong)

    def _codes(self, settings: Settings) -> frozenset[str]:
        """The checks that are on; those that compare it with its sources are off where there are none."""
        codes = settings.codes_for(self.doc)
        return codes if self.article.sources is not None else frozenset(code for code in codes if not code.startswith(AGAINST))

    def run(self, one: Check, settings: Settings) -> list[Finding]:
        """Findings of one check, comments not heeded."""
        mechanism = MECHANISMS.get(one.code)
        if mechanism is None:
            return []
        hits = sorted(mechanism(self.article, settings.option(one)), key=lambda hit: (hit.begin, hit.end))
        return [self._finding(one, hit) for hit in _distinct(hits) if self.article.region(hit.begin) in one.scope]

    def _finding(self, one: Check, hit: Hit) -> Finding:
        begin, end = self.page.span(hit.begin, hit.end)
        words = " ".join(self.article.text[hit.begin : hit.end].split())
        edits = tuple(Edit(*self.page.span(b, e), new) for b, e, new in hit.edits)
        message = one.message.format(words=shown(words), **hit.values)
        found = self._at(one, begin, end, message, self._context(hit), hit.speaker, edits)
        return replace(found, severity=hit.severity) if hit.severity is not None else found

    def _context(self, hit: Hit) -> str:
        """The quotation that is meant, or the sentence in which the words stand; of an endless one, what stands near."""
        quote = self.article.quote_at(hit.begin)
        if quote is not None:
            begin, end = quote.inner
        elif self.article.sentences:
            begin, end = self.article.chars(self.article.sentences[self.article.sentence_at(hit.begin)])
        else:
            begin, end = hit.begin, hit.end
        begin, end = max(begin, hit.begin - _NEAR), min(end, hit.end + _NEAR)
        return " ".join(self.article.text[begin:end].split())

    def _at(
        self, one: Check, begin: int, end: int, message: str, context: str, speaker: str | None, edits: tuple[Edit, ...] = ()
    ) -> Finding:
        (line, column), (end_line, end_column) = self.lines.position(begin), self.lines.position(end)
        words = self.text[begin:end]
        message = message[:1].upper() + message[1:]
        return Finding(
            self.doc,
            one.code,
            one.name,
            one.severity,
            message,
            words,
            begin,
            end,
            line,
            column,
            end_line,
            end_column,
            context,
            speaker,
            edits,
        )

    def _unused(self, used: Collection[Comment], codes: Collection[str], settings: Settings) -> Iterator[Finding]:
        """A finding for each comment that ignored nothing; where all its checks are off, nothing is known of it."""
        one = next(check for check in settings.checks if check.code == UNUSED)
        others = [check for check in settings.checks if check.code in codes and check is not one]
        hiding = Cover(c for c in self.comments if c.selectors and c.means(UNUSED, one.name))
        for comment in self.comments:
            line = self.lines.position(comment.span.begin)[0]
            own = bool(comment.selectors) and comment.covers(line, UNUSED, one.name)
            known = any(comment.means(check.code, check.name) for check in others) or settings.option(one)["report_disabled_codes"]
            if comment not in used and known and hiding.count(line) == own:
                words = self.text[comment.span.begin : comment.span.end]
                yield self._at(one, *comment.span, one.message.format(words=shown(words)), words, None, self._without(comment.span))

    def _misspelt(self, settings: Settings) -> Iterator[Finding]:
        """A finding for each word of a comment that is neither a command nor a check."""
        one = next(check for check in settings.checks if check.code == MISSPELT)

        def known(selector: str) -> bool:
            return any(check.answers_to(selector) or check.answers_to(selector.upper()) for check in settings.checks)

        for slip in find_slips(self.text, self._comment_spans, known, [check.code for check in settings.checks]):
            words = self.text[slice(*slip.span)]
            other = f" (did you mean {slip.meant}?)" if slip.meant else ""
            edits = (Edit(*slip.span, slip.meant),) if slip.meant and not slip.is_code else ()
            yield self._at(one, *slip.span, one.message.format(words=shown(words), other=other), words, None, edits)

    def _without(self, span: Span) -> tuple[Edit, ...]:
        """The comment taken out: with its line where it has one to itself; `off` stays, for its `on` may belong to another."""
        begin, end = span
        if "ignore" not in self.text[begin:end].split("[")[0]:
            return ()
        first, last = self.lines.line_span(self.lines.position(begin)[0])
        after = self.text[last : last + 2]
        if not self.text[first:begin].strip() and not self.text[end:last].strip():
            return (Edit(first, last + (2 if after == "\r\n" else len(after[:1])), ""),)
        lead = len(self.text[first:begin]) - len(self.text[first:begin].rstrip(" \t"))
        return (Edit(begin - lead, end, ""),)


def read_page(text: str, form: Form) -> tuple[Readable, list[Span]]:
    """What is read of a draft of this form, and where its comments to the tool stand."""
    page = readable_of(text, form)
    if page is not None:
        return page, find_comment_spans(text, page.comments)
    from attribution.readers.plain import read_plain

    spans = find_comment_spans(text, None)
    return read_plain(text, spans), spans


def shown(words: str) -> str:
    """Words as a message repeats them: in marks, and not too long.

    >>> shown("claimed"), shown("“We left.”")
    ('"claimed"', '“We left.”')
    """
    if len(words) > _SHOWN:
        words = words[: _SHOWN - 1].rsplit(" ", 1)[0] + " …" + (words[-1] if words[-1] in _MARKS and words[0] in _MARKS else "")
    return words if words[:1] in _MARKS else f'"{words}"'


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in order, without those that begin inside the one before."""
    out: list[Hit] = []
    for hit in hits:
        if not out or hit.begin >= out[-1].end:
            out.append(hit)
    return out
