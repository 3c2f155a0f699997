-- What the questions ask. Statements are parted by empty lines.

CREATE TABLE claims AS
SELECT row_number() OVER (ORDER BY documents.day NULLS LAST, documents.moment, read.file, read.doc, read.line, read.id) AS n, read.*, placed.entity, placed.joined, nullif(documents.outlet, '') AS outlet, documents.day, documents.moment,
    documents.month
FROM read
LEFT JOIN placed ON placed.doc = read.doc AND placed.speaker = read.speaker
LEFT JOIN documents ON documents.doc = read.doc

-- Under which names and roles each speaker stands, the six most frequent, and who fits where two do.
CREATE TABLE speakers AS
SELECT entity, any_value(fit) AS fit,
    array_to_string(list_transform(list_reverse_sort(list_transform(map_entries(histogram(speaker)), lambda e: (e.value, e.key)))[:6], lambda e: e[2]), ' | ') AS names,
    array_to_string(list_transform(list_reverse_sort(list_transform(map_entries(histogram(role)), lambda e: (e.value, e.key)))[:6], lambda e: e[2]), ' | ') AS roles
FROM claims LEFT JOIN (SELECT entity, array_to_string(list_sort(list(other))[:6], ' | ') AS fit FROM fits GROUP BY entity) USING (entity)
WHERE entity IS NOT NULL AND kind <> 'author' GROUP BY entity

-- One row a claim whose words two outlets have, and the utterance, `core`, that it is of; `whole` where it says little else.
CREATE TABLE uttered AS
SELECT members.core, claims.n, claims.outlet, claims.day, claims.moment, claims.certainty, claims.quoted_words, mine.words <= 1.25 * core.words AS whole
FROM claims JOIN members USING (w) JOIN wordings AS mine USING (w) JOIN wordings AS core ON core.w = members.core
WHERE claims.outlet IS NOT NULL
QUALIFY count(DISTINCT claims.outlet) OVER (PARTITION BY members.core) > 1

DROP TABLE read

DROP TABLE worded

DROP TABLE voices

DROP TABLE names

DROP TABLE bearers

DROP TABLE waiting

DROP TABLE near

DROP TABLE shingles

DROP TABLE rare

DROP TABLE ranked

DROP TABLE neighbours

DROP TABLE listed

DROP TABLE pairs
