"""Text → paragraphs, quotation marks, sentences, tokens, tags: the layers that every later stage reads."""
