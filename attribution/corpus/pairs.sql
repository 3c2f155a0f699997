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
SELECT DISTINCT mine.w AS one, other.w AS other
FROM (SELECT w, s, place + unnest(range(-8, 9)) AS place FROM rare JOIN ranked USING (w, s)) AS mine
JOIN ranked AS other ON other.s = mine.s AND other.place = mine.place
WHERE other.w <> mine.w

CREATE TABLE listed AS SELECT w, list(s) AS all_of_it FROM shingles GROUP BY w

CREATE TABLE pairs AS
SELECT DISTINCT long.w AS w, long.words AS words, short.w AS core, short.words AS core_words
FROM neighbours JOIN wordings AS one ON one.w = neighbours.one JOIN wordings AS other ON other.w = neighbours.other
JOIN wordings AS short ON short.w = CASE WHEN (one.words, one.w) < (other.words, other.w) THEN one.w ELSE other.w END
JOIN wordings AS long ON long.w = CASE WHEN (one.words, one.w) < (other.words, other.w) THEN other.w ELSE one.w END
JOIN listed AS mine ON mine.w = short.w JOIN listed AS theirs ON theirs.w = long.w
WHERE len(list_intersect(mine.all_of_it, theirs.all_of_it)) >= 0.75 * len(mine.all_of_it) AND len(list_intersect(short.firm, string_split(long.text, ' '))) = len(short.firm)
