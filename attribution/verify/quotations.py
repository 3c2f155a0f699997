"""Quotation and sources → its status, what differs, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from attribution.model import Claim, Span
from attribution.verify.align import Edit, Match, Placed, Quotation, covers, find_exact, find_near, find_runs, why_stitched, without_gaps
from attribution.verify.edits import Differences, changes_of, find_differences, omission_of
from attribution.verify.flags import Found, find_flags, find_omission
from attribution.verify.fold import GAP, Token, between, fold_source
from attribution.verify.language import language
from attribution.verify.passages import Material
from attribution.verify.record import DOUBTFUL_FLAGS, WRONG, WRONG_FLAGS, Change, Flag, SpeakerMatch, Status
from attribution.verify.retrieve import Corpus
from attribution.verify.setting import Setting
from attribution.verify.speakers import compare_speakers

_TRIED = 8  # places of the same words that are told apart by speaker and marks
_NEAR = 0.85  # similarity from which a few changed words are more likely than a stitched quotation
_FEW = 3  # words that are changed rather than two places stitched together
_MANY = 6  # words that are hardly said twice
_MANY_SOURCES = 4  # sources in which the same few words stand by no accident
_TURNED = 4  # words of which one may be a negation that the same speaker has not, or has
_MOSTLY = 0.7  # share of a stitched quotation's words in runs that say something
_HALF = 0.7  # similarity below which a quotation with a sentence that stands there is one of which only that sentence does
_AROUND = 300  # characters before a quotation in which an article's speaker tells whose words they are
_CONDENSED = 0.5  # share of a condensed quotation's words in runs: .56 in the documented case of 2013
_OF_AN_UTTERANCE: tuple[Flag, ...] = ("paraphrase-in-marks", "sense-cut")  # few words, and those of another, are not that one
TOO_FEW = "too few words"  # why words that stand somewhere are not called found
ANOTHER_REPORT = "another report"  # why words more or less are no error: an article of another event may report more or less of it
_POSSESSIVE = re.compile(r"['’]s?\s")
_SENTENCE = re.compile(r"[^.!?]+")


@dataclass(frozen=True)
class Judgement:
    """What `Trace` tells of a quotation, in places of the corpus. `match` is None where no passage shares a word with it."""

    status: Status
    match: Match | None
    reason: str = ""
    flags: tuple[tuple[Flag, str], ...] = ()
    changes: tuple[Change, ...] = ()
    source_speaker: str | None = None
    speaker_match: SpeakerMatch = "unknown"
    alternatives: int = 0
    strange: bool = False  # the passage is in an article of another event: through whom that has it says nothing


@dataclass(frozen=True)
class Draft:
    """The draft's text, who says a quotation in it, and what it tells besides."""

    text: str = field(repr=False)
    speaker: Callable[[Quotation], str | None]
    setting: Setting


def judge(quotation: Quotation, draft: Draft, corpus: Corpus) -> Judgement:
    """The quotation at the place that fits it best: as worded, else nearly, else in pieces.

    An article of another event may report the same words in its own way: of who says them, and of marks, nothing is told there, and
    that it has a few words more or less is only a suggestion.
    """
    judged = _judge(quotation, draft, corpus)
    if judged.match is None or _is_of_event(judged.match, quotation, draft, corpus):
        return judged
    flags = tuple(flag for flag in judged.flags if flag[0] not in _OF_AN_UTTERANCE)
    reason = ANOTHER_REPORT if judged.status == "altered" and not any(map(_weighs, judged.changes)) else judged.reason
    match: SpeakerMatch = "unknown" if judged.speaker_match == "different" else judged.speaker_match
    return replace(judged, flags=flags, speaker_match=match, reason=reason, strange=True)


def _weighs(change: Change) -> bool:
    """Whether a change is more than another report of the same may have: words put for others, and not words more or less."""
    sides = [{token.folded for token in fold_source(text)} - language().function for text in (change.draft, change.source)]
    return change.kind not in ("content", "function") or all(sides)


def _is_of_event(match: Match, quotation: Quotation, draft: Draft, corpus: Corpus) -> bool:
    """Whether words stand in an article of the draft's event, or in what is no article."""
    material, _ = _longest_piece(match, corpus)
    return material.kind != "article" or draft.setting.is_of_event(Span(quotation.begin, quotation.end), material)


def _judge(quotation: Quotation, draft: Draft, corpus: Corpus) -> Judgement:
    speaker = draft.speaker(quotation)
    exact = find_exact(quotation, corpus)
    if exact:
        tried = _most_alike(exact, draft, corpus) if len(exact) > _TRIED else exact
        best = min(tried, key=lambda match: _rank(match, quotation, draft, corpus)) if len(exact) > 1 else exact[0]
        if not _tells_enough(best, quotation, draft, corpus) or _is_anybodys(best, exact, speaker, corpus):
            return _located("not-found", best, corpus, None, reason=TOO_FEW)
        return _judged(best, quotation, draft, corpus, speaker, alternatives=len(exact) - 1)
    runs = find_runs(quotation, corpus)
    near = find_near(quotation, corpus)
    why = why_stitched(quotation, runs, corpus) if covers(quotation, runs) else ""
    made = Match(quotation.words, runs)
    enough = bool(runs) and _tells_enough(made, quotation, draft, corpus, made=True) and _of_one_event(runs, quotation, draft, corpus)
    if why and enough and _made_of(runs, quotation, _least(why, corpus)) and (near is None or not 0 < near.changed <= _FEW):
        return _located("stitched", made, corpus, speaker, reason=why)
    dropped = without_gaps(quotation, runs, corpus) if not why else None
    if dropped is not None and (near is None or dropped.changed < near.changed or not find_differences(dropped, draft.text, corpus).edits):
        near = dropped
    half = near is not None and near.similarity < _HALF and any(_is_sentence(run, quotation) for run in runs if _tells(run, quotation))
    same = near is not None and not half and (_same_utterance(near, corpus) or _turned(near, speaker, corpus))
    if near is not None and same and _tells_enough(near, quotation, draft, corpus):
        return _judged(near, quotation, draft, corpus, speaker)
    return _in_pieces(quotation, made, near, corpus, speaker, enough)


def _most_alike(exact: Sequence[Match], draft: Draft, corpus: Corpus) -> Sequence[Match]:
    """Of the places of words that stand in many, those in the sources that are most like the draft."""
    return sorted(exact, key=lambda match: -draft.setting.likeness(corpus.material_at(match.placed[0].source_begin)))[:_TRIED]


def _tells_enough(match: Match, quotation: Quotation, draft: Draft, corpus: Corpus, *, made: bool = False) -> bool:
    """Whether words found are this utterance: in a source of another event there must be more of them than is there by accident.

    What is `made` of runs is not: of one speech another outlet may have any part.
    """
    over = _over(match, quotation, draft, corpus)
    if over is not None:
        return not made and _tells_enough_elsewhere(match, over, quotation, draft, corpus)
    if _is_of_event(match, quotation, draft, corpus) or not _narrates_few(match, corpus):
        return True
    return compare_speakers(draft.speaker(quotation), source_speaker(match, corpus)) == "same"


def _tells_enough_elsewhere(match: Match, over: float, quotation: Quotation, draft: Draft, corpus: Corpus) -> bool:
    """Whether words in a source of another event, `over` what is there by accident, are this utterance.

    How much must be there depends on whether it is the same speaker's there, on whether words of it differ, and, of few words, on what
    stands beside them in both.
    """
    limits, speaker = language().limits, draft.speaker(quotation)
    same = compare_speakers(speaker, source_speaker(match, corpus))
    if match.changed:
        least = limits["strange_altered_same_speaker" if same == "same" else "strange_altered"]
        return over >= least and match.similarity >= limits["strange_similarity"] and not _lacks_an_end(match, corpus)
    many = over >= limits["strange_other_speaker"]
    if same == "unknown" and (_is_name(match.words, draft.text) or not (many or _is_in_marks(match, corpus))):
        return False
    if over < limits[{"same": "strange_same_speaker", "different": "strange_other_speaker"}.get(same, "strange")]:
        return False
    place = _longest_piece(match, corpus)
    return many or over + draft.setting.beside(Span(quotation.begin, quotation.end), speaker, *place) >= limits["strange_beside"]


def _narrates_few(match: Match, corpus: Corpus) -> bool:
    """Whether an article has words outside quotation marks that are not much more than is there by accident."""
    return not _is_in_marks(match, corpus) and _nats_over(match, corpus) < language().limits["strange"]


def _is_in_marks(match: Match, corpus: Corpus) -> bool:
    """Whether some of the words stand between quotation marks, or in what is no article and needs none."""
    material, place = _longest_piece(match, corpus)
    return material.kind != "article" or material.in_marks(place)


def _is_anybodys(best: Match, exact: Sequence[Match], speaker: str | None, corpus: Corpus) -> bool:
    """Whether a few words stand in many articles, and are somebody else's where they fit best: a slogan."""
    if len({corpus.number_at(match.placed[0].source_begin) for match in exact}) < _MANY_SOURCES or identifies(best, corpus):
        return False
    material, _ = _longest_piece(best, corpus)
    return material.kind == "article" and compare_speakers(speaker, source_speaker(best, corpus)) == "different"


def _over(match: Match, quotation: Quotation, draft: Draft, corpus: Corpus) -> float | None:
    """In a source of another event, the information of the equal words over what any words have somewhere; None in one of the draft's."""
    material, place = _longest_piece(match, corpus)
    if not draft.setting.is_strange(Span(quotation.begin, quotation.end), draft.speaker(quotation), material, place):
        return None
    return _nats_over(match, corpus)


def _nats_over(match: Match, corpus: Corpus) -> float:
    """The information of the equal words over what any words have somewhere by accident."""
    equal = [corpus.words[source + i].folded for piece in match.placed for _, source, size in piece.equal() for i in range(size)]
    return language().nats(equal) - corpus.chance


def _of_one_event(runs: Sequence[Placed], quotation: Quotation, draft: Draft, corpus: Corpus) -> bool:
    """Whether runs of several sources are all of the draft's event: of another, each may have a part of what was said."""
    if len({corpus.number_at(run.source_begin) for run in runs}) == 1:
        return True
    return all(_over(Match(quotation.words, (run,)), quotation, draft, corpus) is None for run in runs)


def _is_name(words: Sequence[Token], text: str) -> bool:
    """Whether two words or more are a name or a title, which is the same in every mouth."""
    told = [word for word in words if word.folded not in language().function]
    return len(told) > 1 and all(text[word.begin].isupper() for word in told)


def _lacks_an_end(match: Match, corpus: Corpus) -> bool:
    """Whether an article's quotation begins behind the draft's first words, or ends before its last: no more of it is quoted there."""
    first, last = match.placed[0], match.placed[-1]
    edges = [edit for edit in first.edits[:1] if edit.begin == first.begin and edit.source_end > edit.source_begin]
    edges += [edit for edit in last.edits[-1:] if edit.end == last.end and edit.source_end > edit.source_begin]
    material = corpus.material_at(first.source_begin)
    spans = [corpus.span(edit.source_begin, edit.source_end) for edit in edges] if material.kind == "article" else []
    return any(not material.in_marks(span) for span in spans)


def _rank(match: Match, quotation: Quotation, draft: Draft, corpus: Corpus) -> tuple[bool, bool, bool, int, int]:
    """Lower is better: the same utterance, nothing wrong with the sense, the draft's speaker, the same letters, the first place."""
    little = not _tells_enough(match, quotation, draft, corpus)
    outside = any(flag in WRONG_FLAGS | DOUBTFUL_FLAGS for flag, _ in find_flags(Found(quotation, match, corpus, draft.text)))
    said = source_speaker(match, corpus)
    other = compare_speakers(draft.speaker(quotation), said) != "same"
    level = find_differences(match, draft.text, corpus).level
    return little, outside, other, ("verbatim", "marks", "spelling", "cleaned").index(level), match.placed[0].source_begin


def _judged(match: Match, quotation: Quotation, draft: Draft, corpus: Corpus, speaker: str | None, alternatives: int = 0) -> Judgement:
    """A quotation of which one passage has all words, or nearly all."""
    quotation, match = quotation.open(match.opened), _within_marks(match, corpus)
    differences = find_differences(match, draft.text, corpus)
    missing = sum(piece.end - piece.begin for piece in match.placed) < len(match.words)
    reason = "two speakers" if _two_speakers(match, corpus) else why_stitched(quotation, match.placed, corpus)
    over = _over(match, quotation, draft, corpus)
    if reason:
        return _located("stitched" if over is None else "not-found", match, corpus, speaker, reason=reason if over is None else "")
    status = "altered" if differences.edits or missing else _status(differences, match, quotation)
    found = Found(quotation, match, corpus, draft.text)
    same = over is None and (identifies(match, corpus) or compare_speakers(speaker, source_speaker(match, corpus)) == "same")
    flags = tuple(flag for flag in find_flags(found) if same or flag[0] not in _OF_AN_UTTERANCE)
    left_out = find_omission(found)
    omitted = [omission_of(left_out, draft.text, corpus)] if left_out is not None else []
    changes = (*changes_of(match, differences.edits, draft.text, corpus), *omitted)
    return _located(status, match, corpus, speaker, flags=flags, changes=changes, alternatives=alternatives)


def _within_marks(match: Match, corpus: Corpus) -> Match:
    """Without words beyond the ends of an article's own quotation: they stand for none of the draft's, “… that person.” In a statement."""
    placed = list(match.placed)
    first = placed[0]
    if (edit := first.edits[0] if first.edits else None) and edit.begin == first.begin and _is_beyond(edit, edit.source_end, corpus):
        placed[0] = replace(first, edits=(replace(edit, source_begin=edit.source_end), *first.edits[1:]), source_begin=edit.source_end)
    last = placed[-1]
    if (edit := last.edits[-1] if last.edits else None) and edit.end == last.end and _is_beyond(edit, edit.source_begin - 1, corpus):
        placed[-1] = replace(last, edits=(*last.edits[:-1], replace(edit, source_end=edit.source_begin)), source_end=edit.source_begin)
    return replace(match, placed=tuple(placed))


def _is_beyond(edit: Edit, beside: int, corpus: Corpus) -> bool:
    """Whether the source's words of an edit at an end stand outside the marks between which an article has the word `beside` it."""
    if edit.source_begin == edit.source_end:
        return False
    material = corpus.material_at(edit.source_begin)
    inside = material.kind == "article" and material.in_marks(corpus.span(beside, beside + 1))
    return inside and not material.in_marks(corpus.span(edit.source_begin, edit.source_end))


def _status(differences: Differences, match: Match, quotation: Quotation) -> Status:
    """The status of a quotation whose words are all there."""
    said_so = any(mark.kind == GAP for _, marks in quotation.cuts for mark in marks) and differences.level == "cleaned"
    left_out = bool(quotation.cuts) and (not match.whole or len(match.placed) > 1)
    if differences.mended or said_so or left_out:
        return "trimmed"
    return differences.level  # type: ignore[return-value]


def _two_speakers(match: Match, corpus: Corpus) -> bool:
    """Whether one piece runs over from one speaker's turn into another's, or an article gives two pieces to two people."""
    if any(corpus.another_turn(piece.source_begin, piece.source_end - 1) for piece in match.placed):
        return True
    said = [source_speaker(Match(match.words, (piece,)), corpus) for piece in match.placed] if len(match.placed) > 1 else []
    return any(compare_speakers(one, two) == "different" for one, two in pairwise(said))


def _same_utterance(match: Match, corpus: Corpus) -> bool:
    """Whether enough is equal to call it the same words, changed: the information they carry, or most of them with a run."""
    known = language()
    limits = known.limits
    code = [corpus.words[source + i].folded for piece in match.placed for _, source, size in piece.equal() for i in range(size)]
    nats, total = known.nats(code), known.nats(word.folded for word in match.words)
    if match.similarity < 0.5:
        return False
    if nats >= limits["nats"]:
        return True
    longest = max((size for piece in match.placed for _, _, size in piece.equal()), default=0)
    small = match.similarity >= limits["similarity"] and nats >= total / 2
    return small and longest >= limits["run"] and nats >= max(limits["nats_then"], corpus.chance)


def _turned(match: Match, speaker: str | None, corpus: Corpus) -> bool:
    """Whether the same speaker says the same, but for a negation: few words that say little are enough for that."""
    edits = [edit for piece in match.placed for edit in piece.edits]
    if len(match.words) < _TURNED or match.changed != 1 or len(edits) != 1:
        return False
    edit = edits[0]
    words = [*match.words[edit.begin : edit.end], *corpus.words[edit.source_begin : edit.source_end]]
    negation = all(word.folded in language().negations for word in words)
    return negation and compare_speakers(speaker, source_speaker(match, corpus)) == "same"


def left_between(one: Judgement, two: Judgement, corpus: Corpus) -> str:
    """What the source has between two quotations that the draft gives as one breath, “A,” she said. “B.”; "" where one follows the other.

    Told only where each has one place, in one source.
    """
    if one.match is None or two.match is None or one.alternatives or two.alternatives or {one.status, two.status} & WRONG:
        return ""
    last, first = one.match.placed[-1].source_end - 1, two.match.placed[0].source_begin
    material = corpus.material_at(last)
    if material is not corpus.material_at(first):
        return ""
    if first < one.match.placed[0].source_begin:
        return "the other order"
    if material.turn_at(corpus.words[last].begin) != material.turn_at(corpus.words[first].begin):
        return "another turn"
    between = first - last - 1
    return f"{between} words" if between > language().limits["joined_words"] else ""


def _in_pieces(quotation: Quotation, match: Match, near: Match | None, corpus: Corpus, speaker: str | None, enough: bool) -> Judgement:
    """A quotation that no passage has: made of runs from one source, where they tell enough, or with a sentence that is somewhere."""
    runs = match.placed
    covered = sum(run.end - run.begin for run in runs)
    told = [run for run in runs if _tells(run, quotation) and run.end - run.begin >= _FEW]
    if enough and covered >= _CONDENSED * len(quotation.words) and len(told) > 1:
        sources = {corpus.number_at(run.source_begin) for run in runs}
        if len(sources) == 1:
            return _located("condensed", match, corpus, speaker)
        if covered >= _NEAR * len(quotation.words) and _made_of(runs, quotation, _least("two sources", corpus)):
            return _located("stitched", match, corpus, speaker, reason="two sources")
    if any(_is_sentence(run, quotation) for run in told):
        return _located("partly-found", match, corpus, speaker)
    return _located("not-found", near, corpus, None)


def _made_of(runs: Sequence[Placed], quotation: Quotation, least: float) -> bool:
    """Whether a quotation is put together from runs, and not from the small change of all speech: most of it says something."""
    told = [run.end - run.begin for run in runs if _tells(run, quotation, least)]
    return len(told) > 1 and sum(told) >= _MOSTLY * len(quotation.words)


def _least(why: str, corpus: Corpus) -> float:
    """The information that pieces must carry: those of two sources more than is somewhere by accident, in so many words."""
    limits = language().limits
    return max(limits["nats_then"], corpus.chance + limits["nats_over_chance"]) if why == "two sources" else limits["nats_then"]


def _tells(run: Placed, quotation: Quotation, least: float | None = None) -> bool:
    known = language()
    nats = known.nats(word.folded for word in quotation.words[run.begin : run.end])
    return nats >= (known.limits["nats_then"] if least is None else least)


def _is_sentence(run: Placed, quotation: Quotation) -> bool:
    """Whether a run takes in a whole sentence of the quotation."""
    if run.end - run.begin <= _FEW:
        return False
    begin, end = quotation.words[run.begin].begin, quotation.words[run.end - 1].end
    for match in _SENTENCE.finditer(quotation.text, quotation.begin, quotation.end):
        stripped = match[0].strip()
        if stripped and begin <= match.start() + len(match[0]) - len(match[0].lstrip()) and match.start() + len(match[0].rstrip()) <= end:
            return True
    return False


def _located(
    status: Status,
    match: Match | None,
    corpus: Corpus,
    speaker: str | None,
    reason: str = "",
    flags: tuple[tuple[Flag, str], ...] = (),
    changes: tuple[Change, ...] = (),
    alternatives: int = 0,
) -> Judgement:
    said = source_speaker(match, corpus) if match is not None and status != "not-found" else None
    same = compare_speakers(speaker, said)
    if same == "different" and match is not None:
        link = _link(speaker, match, corpus)
        said, same = (link, "same") if link is not None else (said, same)
    if same == "different" and match is not None and not (identifies(match, corpus) and not _told_there(speaker, match, corpus)):
        same = "unknown"
    if same == "unknown" and match is not None and speaker and status != "not-found":
        same = _by_the_source(speaker, said, match, corpus)
    return Judgement(status, match, reason, flags, changes, said, same, alternatives)


def _link(speaker: str | None, match: Match, corpus: Corpus) -> str | None:
    """The link of the article's chain that is the draft's speaker: Lee in “A,” Lee said, according to the Post."""
    claim = source_claim(match, corpus)
    links = claim.chain if claim is not None else ()
    return next((link for link in links if compare_speakers(speaker, _owner(link)) == "same"), None)


def _owner(link: str) -> str:
    """Who has said what a link calls his: "Comey" of "Comey's statement"."""
    return _POSSESSIVE.split(link, maxsplit=1)[0]


def _told_there(speaker: str | None, match: Match, corpus: Corpus) -> bool:
    """Whether the article's speaker tells that the draft's speaker said so: Holm said Lee had told her “A”."""
    material, place = _longest_piece(match, corpus)
    claim = source_claim(match, corpus)
    begin = next((span.begin for span in claim.content_spans if span.begin <= place.begin < span.end), None) if claim is not None else None
    names = {token.folded for token in fold_source(speaker or "")} - language().function
    near = between(material.words, max(begin, place.begin - _AROUND), place.begin) if begin is not None else ()
    before = {token.folded for token in near}
    return bool(names & before) and bool(language().reporting & before)


def _by_the_source(speaker: str, said: str | None, match: Match, corpus: Corpus) -> SpeakerMatch:
    """Where two names do not say: by a statement's heading, or because a transcript has turns of the draft's speaker, this or others."""
    material, span = _longest_piece(match, corpus)
    if said is None:
        return material.headed_by(speaker) if identifies(match, corpus) else "unknown"
    if said.casefold() == speaker.casefold() and material.turns:
        return "same"
    return "different" if identifies(match, corpus) and material.speaks_elsewhere(speaker, span.begin) else "unknown"


def identifies(match: Match, corpus: Corpus) -> bool:
    """Whether the words found are so many, or say so much, that they are this utterance and not another with the same words."""
    found = [word.folded for piece in match.placed for word in match.words[piece.begin : piece.end]]
    least = max(language().limits["same_speaker_nats"], corpus.chance + language().limits["nats_over_chance"])
    return len(found) >= _MANY or (len(found) >= _FEW and language().nats(found) >= least)


def source_speaker(match: Match, corpus: Corpus) -> str | None:
    """Who the source says spoke: whose turn it is, or whose claim it is in an article."""
    material, span = _longest_piece(match, corpus)
    turn = material.turn_at(span.begin)
    if turn is not None:
        return turn.speaker
    claim = source_claim(match, corpus)
    return claim.speaker if claim is not None else None


def source_claim(match: Match, corpus: Corpus) -> Claim | None:
    """The claim of an article that the words belong to."""
    material, span = _longest_piece(match, corpus)
    return material.claim_at(span) if material.kind == "article" else None


def _longest_piece(match: Match, corpus: Corpus) -> tuple[Material, Span]:
    piece = max(match.placed, key=lambda piece: piece.end - piece.begin)
    return corpus.material_at(piece.source_begin), corpus.span(piece.source_begin, piece.source_end)


def spans_of(match: Match, corpus: Corpus) -> list[Span]:
    """The places of the pieces in their source's text, in reading order; those of other sources than the first piece's are left out."""
    number = corpus.number_at(match.placed[0].source_begin)
    pieces = [piece for piece in match.placed if corpus.number_at(piece.source_begin) == number]
    return sorted(corpus.span(piece.source_begin, piece.source_end) for piece in pieces)
