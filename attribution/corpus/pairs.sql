-- Which wordings may hold which. Each is looked up by the rarest pairs of neighbouring words that it has, and of those that share one only
-- the nearest in alphabetical order are compared: a phrase that everybody uses costs no more than another. Statements are parted by empty lines.

CREATE TABLE shingles AS
SELECT w, unnest(list_distinct(list_transform(range(1, len(parts)), lambda i: hash(parts[i] || ' ' || parts[i + 1])))) AS s
FROM (SELECT w, string_split(text, ' ') AS parts FROM wordings)

CREATE TABLE rare AS
SELECT w, s FROM (
    SELECT w, s, row_number() OVER (PARTITION BY w ORDER BY times, s) AS place
    FROM shingles JOIN (SELECT s, count(*) AS times FROM shingles GROUP BY s HAVING count(*) > 1) USING (s)
) WHERE place <= 4

CREATE TABLE ranked AS
SELECT w, s, row_number() OVER (PARTITION BY s ORDER BY w) AS place FROM shingles WHERE s IN (SELECT s FROM rare)

CREATE TABLE neighbours AS
SELECT DISTINCT least(mine.w, other.w) AS one, greatest(mine.w, other.w) AS other
FROM (SELECT w, s, place + unnest(range(-8, 9)) AS place FROM rare JOIN ranked USING (w, s)) AS mine
JOIN ranked AS other ON other.s = mine.s AND other.place = mine.place
WHERE other.w <> mine.w

CREATE TABLE listed AS
SELECT w, words, all_of_it, list_transform(firm, lambda word: hash(word)) AS firm, list_transform(string_split(text, ' '), lambda word: hash(word)) AS held
FROM wordings JOIN (SELECT w, list(s) AS all_of_it FROM shingles GROUP BY w) USING (w)

CREATE TABLE pairs AS
SELECT long.w AS w, long.words AS words, short.w AS core, short.words AS core_words
FROM (
    SELECT CASE WHEN shorter THEN one ELSE other END AS core, CASE WHEN shorter THEN other ELSE one END AS w
    FROM (
        SELECT neighbours.*, (one.words, one.w) < (other.words, other.w) AS shorter
        FROM neighbours JOIN wordings AS one ON one.w = neighbours.one JOIN wordings AS other ON other.w = neighbours.other
    )
) AS paired JOIN listed AS short ON short.w = paired.core JOIN listed AS long ON long.w = paired.w
WHERE list_has_all(long.held, short.firm) AND len(list_intersect(short.all_of_it, long.all_of_it)) >= 0.75 * len(short.all_of_it)
