"""Learn the part-of-speech tagger from a tagged file and write it in nltk's own JSON form.

    python tools/train_tagger.py ../shared/pos/train.tsv --rules 1000 --output rules/tagger.json
    python tools/train_tagger.py --by-hand-only

The second only puts the words of rules/tags-by-hand.tsv into the tagger that is there.

The input has one `token TAB tag` a line and a blank line between sentences. Only classes of nltk itself are used, so `nltk.jsontags` loads
the result without this project: a `UnigramTagger` (most frequent tag of a word) that falls back on a `RegexpTagger` (figures, marks,
capitals), on `AffixTagger`s (the last 5 … 1 letters) and on `NN`; over it the rules of a `BrillTagger` (Brill 1995, with the templates of
fnTBL, Ngai & Florian 2001).

The rules are learned over a jackknifed first tagging: the words of a sentence are looked up in a lexicon that was counted on other
sentences, so unknown words look as unknown as they will be in a new article. No rule names a proper name or a rare word.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from nltk.jsontags import JSONTaggedDecoder, JSONTaggedEncoder
from nltk.tag import AffixTagger, BrillTagger, BrillTaggerTrainer, DefaultTagger, RegexpTagger, UnigramTagger
from nltk.tag.api import TaggerI
from nltk.tag.brill import Pos, Word, fntbl37
from nltk.tbl.rule import Rule
from nltk.tbl.template import Template

Sentence = list[tuple[str, str]]

# Tried in this order on a word that the lexicon lacks. ASCII classes and explicit ranges only: `re` and nltk's `regex` must agree.
SHAPES = [
    (r"(?s)[-+]?[$£€]?[0-9][0-9.,:/-]*\Z", "CD"),
    (r"(?s)[0-9].*(st|nd|rd|th)\Z", "JJ"),
    (r"(?s)'?[0-9]+'?s\Z", "NNS"),
    (r"(?s)[0-9].*-[0-9]*[A-Za-z]", "JJ"),
    (r"(?s)[0-9]", "CD"),
    (r"(?s)[!-/:-?\[-`{-~\u00a1-\u00bf\u2010-\u2bff\u3000-\u303f]+\Z", ":"),
    (r"(?s)(https?:|www\.)", "NN"),
    (r"(?s)[A-Z].*-[a-z]*(ed|ing|based|led|backed|style|wide|era|like|born|friendly|only|held|run|bound|controlled)\Z", "JJ"),
    (r"(?s)[^!-@\[-`a-z{-~]", "NNP"),
    (r"(?s)@.", "NNP"),
    (r"(?s)[a-z].*-[a-z]*s\Z", "NNS"),
    (r"(?s)[a-z].*-[a-z]", "JJ"),
]


class GeneralTemplate(Template):
    """A template that makes no rule about a proper name or a rare word: such a rule would only know the articles it was learned from."""

    common: frozenset[str] = frozenset()

    def applicable_rules(self, tokens: Sentence, index: int, correct_tag: str) -> list[Rule]:
        """nltk's candidate rules for the token, without those that look at an uncommon word."""
        rules: list[Rule] = super().applicable_rules(tokens, index, correct_tag)
        return [rule for rule in rules if all(isinstance(kind, Pos) or value in self.common for kind, value in rule._conditions)]


def templates() -> list[Template]:
    """fnTBL's 37 templates for tagging and four that join the word itself with a window of tags."""
    own = [
        [Word([0]), Pos([-2, -1])],
        [Word([0]), Pos([-3, -2, -1])],
        [Word([0]), Pos([1, 2])],
        [Word([0]), Pos([-1]), Pos([1])],
    ]
    return [GeneralTemplate(*features) for features in own + [template._features for template in fntbl37()]]


def common_words(counts: dict[str, Counter[str]], seen: int = 10) -> frozenset[str]:
    """Words that rules may name: seen often enough, and not as capitalised words only, as names are."""
    return frozenset(
        word
        for word, tags in counts.items()
        if tags.total() >= seen and (not word[0].isupper() or counts.get(word.lower(), Counter()).total() >= seen)
    )


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of a `token TAB tag` file, in order."""
    sentence: Sentence = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                token, tag = line.rstrip("\n").split("\t")
                sentence.append((token, tag))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def count_words(sentences: Iterable[Sentence]) -> dict[str, Counter[str]]:
    """How often each word bore each tag."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token, tag in sentence:
            counts[token][tag] += 1
    return counts


def best_tags(counts: dict[str, Counter[str]]) -> dict[str, str]:
    """The most frequent tag of each word; of equals the alphabetically first."""
    return {word: min(tags, key=lambda tag: (-tags[tag], tag)) for word, tags in sorted(counts.items())}


def capitalised(counts: dict[str, Counter[str]], best: dict[str, str], seen: int) -> dict[str, str]:
    """Forms for the start of a sentence ("Claiming") and for headlines ("SAYS") where the file has none itself.

    Not of singular nouns: an unseen capitalised one is more often a name ("Rose"). With nouns seen 5 times the tags of dev.tsv were 0.02
    points worse, with plurals 0.03 better (3,000 sentences, 150 rules; 2026-11).
    """
    forms: dict[str, str] = {}
    for word, tag in best.items():
        if word.isascii() and word.isalpha() and word.islower() and tag not in ("NN", "NNP", "NNPS"):
            total = counts[word].total()
            if total >= seen:
                forms[word.capitalize()] = tag
            if total >= 20 and len(word) > 1 and tag != "NNS":
                forms[word.upper()] = tag
    return {word: tag for word, tag in forms.items() if word not in best}


def unknown_words(counts: dict[str, Counter[str]], rare: int) -> TaggerI:
    """Tagger of words outside the lexicon: shapes, then the endings of the words seen at most `rare` times."""
    sample = [
        [(word, tag)]
        for word, tags in sorted(counts.items())
        if tags.total() <= rare and word.isalpha() and word.islower()
        for tag in sorted(tags)
    ]
    tagger: TaggerI = DefaultTagger("NN")
    for length in range(1, 6):
        tagger = AffixTagger(sample, affix_length=-length, min_stem_length=2, backoff=tagger, cutoff=2)
        tagger._context_to_tag = dict(sorted(tagger._context_to_tag.items()))  # nltk leaves them in the order of a set
    return RegexpTagger(SHAPES, backoff=tagger)


def first_tagger(counts: dict[str, Counter[str]], rare: int = 5, capitals: int = 2, prune: bool = False) -> UnigramTagger:
    """Lexicon over the guesses for unknown words; `prune` leaves out the words that the guess gets right."""
    guess = unknown_words(counts, rare)
    best = best_tags(counts)
    lexicon = best | capitalised(counts, best, capitals)
    if prune:
        lexicon = {word: tag for word, tag in sorted(lexicon.items()) if guess.tag_one([word], 0, []) != tag}
    return UnigramTagger(model=lexicon, backoff=guess)


class Recorded(TaggerI):
    """Gives out sentences tagged beforehand, in their order: the jackknifed first tagging for nltk's trainer."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._sentences = iter(sentences)

    def tag(self, tokens: list[str]) -> Sentence:
        """The next recorded sentence, which must be of these tokens."""
        sentence = next(self._sentences)
        assert [token for token, _ in sentence] == list(tokens)
        return sentence


def jackknifed(sentences: list[Sentence], folds: int) -> list[Sentence]:
    """Every sentence with the first tags of a lexicon that was counted on the other folds."""
    tagged: list[Sentence] = [[] for _ in sentences]
    for fold in range(folds):
        tagger = first_tagger(count_words(s for i, s in enumerate(sentences) if i % folds != fold))
        for i in range(fold, len(sentences), folds):
            tagged[i] = tagger.tag([token for token, _ in sentences[i]])
    return tagged


def train(sentences: list[Sentence], learn: int, rules: int, min_score: int, folds: int, trace: int) -> BrillTagger:
    """Lexicon from all sentences, at most `rules` rules from the first `learn` of them."""
    sample = sentences[:learn] if learn else sentences
    first = Recorded(jackknifed(sentences, folds)[: len(sample)])
    GeneralTemplate.common = common_words(count_words(sentences))
    trainer = BrillTaggerTrainer(first, templates(), trace=trace, deterministic=True)
    learned = trainer.train(sample, max_rules=rules, min_score=min_score)
    return BrillTagger(first_tagger(count_words(sentences), prune=True), learned.rules(), learned.train_stats())


def to_json(tagger: BrillTagger) -> str:
    """nltk's JSON, broken into lines that git can compare: one a rule, one an initial letter of the lexicon."""
    text = json.dumps(tagger, cls=JSONTaggedEncoder, ensure_ascii=False)
    text = text.replace('{"!nltk.tbl.Rule"', '\n{"!nltk.tbl.Rule"').replace('{"!nltk.tag.sequential.', '\n{"!nltk.tag.sequential.')
    end = text.index("}")  # the lexicon comes first
    words = text[:end].split('", "')
    broken = [('",\n"' if word[1] != before[1] else '", "') + word for before, word in pairwise(words)]
    return words[0] + "".join(broken) + text[end:] + "\n"


def by_hand(path: Path) -> tuple[dict[str, str], list[Rule]]:
    """Word → tag, from the lines `tag TAB words` of a file; rules, from its lines `tag TAB tag TAB conditions`."""
    words: dict[str, str] = {}
    rules: list[Rule] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("# "):
            continue
        if len(cells) == 2:
            words |= dict.fromkeys(cells[1].split(), cells[0])
        else:
            rules.append(Rule("hand", cells[0], cells[1], [_condition(text) for text in cells[2].split()]))
    return words, rules


def _condition(text: str) -> tuple[Pos | Word, str]:
    """`+1:tank`, the word one place after; `-1:<DT>`, the tag one place before; `-2,-1:<DT>`, at either."""
    places, value = text.split(":", 1)
    offsets = [int(place) for place in places.split(",")]
    return (Pos(offsets), value[1:-1]) if value[0] == "<" else (Word(offsets), value)


def add_by_hand(tagger: BrillTagger, words: dict[str, str], rules: list[Rule]) -> BrillTagger:
    """The tagger with these words in its lexicon, whatever was counted, and these rules as its last."""
    lexicon = tagger._initial_tagger._context_to_tag
    tagger._initial_tagger._context_to_tag = dict(sorted((lexicon | words).items()))
    learned = tuple(rule for rule in tagger._rules if rule.templateid != "hand")
    return BrillTagger(tagger._initial_tagger, learned + tuple(rules), tagger._training_stats)


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", help="`token TAB tag` lines, blank line between sentences")
    parser.add_argument("--output", type=Path, default=Path("rules/tagger.json"))
    parser.add_argument("--sentences", type=int, default=0, help="learn the rules from the first N sentences only (0: all)")
    parser.add_argument("--rules", type=int, default=1000, help="at most this many rules")
    parser.add_argument("--min-score", type=int, default=3, help="a rule must mend this many more tokens than it breaks")
    parser.add_argument("--folds", type=int, default=10, help="lexicons of the jackknife")
    parser.add_argument("--trace", type=int, default=0, help="3 prints every rule as it is found")
    parser.add_argument("--by-hand", type=Path, default=Path("rules/tags-by-hand.tsv"), help="`tag TAB words` lines")
    parser.add_argument("--by-hand-only", action="store_true", help="learn nothing: add the words by hand to the tagger at --output")
    args = parser.parse_args()
    additions = by_hand(args.by_hand)
    if args.by_hand_only:
        tagger = json.loads(args.output.read_text(encoding="utf-8"), cls=JSONTaggedDecoder)
        args.output.write_text(to_json(add_by_hand(tagger, *additions)), encoding="utf-8")
        return
    if args.file is None:
        parser.error("a file to learn from is needed")
    tagger = train(list(read_sentences(args.file)), args.sentences, args.rules, args.min_score, args.folds, args.trace)
    args.output.write_text(to_json(add_by_hand(tagger, *additions)), encoding="utf-8")
    stats = tagger.train_stats()
    print(f"{len(tagger.rules())} rules, right on the training file: {stats['initialacc']:.2%} -> {stats['finalacc']:.2%}")


if __name__ == "__main__":
    main()
