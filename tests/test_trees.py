from attribution.document import read_document
from attribution.trees import chunk_trees

TEXT = 'The ferry will sail on Monday, the company said.\n\n"It rains. It pours," she said. "And more."\n'


def test_trees_hold_every_word_of_their_sentence_with_its_tag():
    document = read_document(TEXT)
    trees = chunk_trees(document, range(len(document.sentences) - 1))
    assert [tree.leaves() for tree in trees] == document.tagged_sents()
    assert {tree.label() for tree in trees} == {"S"}


def test_noun_chunks_are_drawn_as_trees():
    (tree,) = chunk_trees(read_document("The ferry sank."), range(1))
    assert str(tree[0]) == "(NP The/DT ferry/NN)"


def test_a_sentence_may_be_left_out():
    assert chunk_trees(read_document(TEXT), range(0)) == []
