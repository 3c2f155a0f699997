-- What outlets make of one utterance. Made for all claims, and again for those of some confidence. Statements are parted by empty lines.

-- How sure each outlet is of an utterance: its most frequent label, of two as frequent the weaker; and the one that most outlets have, if one does.
CREATE TABLE compared AS
WITH each_outlet AS (
    SELECT core, outlet, certainty, strength
    FROM uttered JOIN labels USING (certainty) WHERE whole
    GROUP BY core, outlet, certainty, strength
    QUALIFY row_number() OVER (PARTITION BY core, outlet ORDER BY count(*) DESC, strength, certainty) = 1
), counted AS (
    SELECT core, certainty, any_value(strength) AS strength, count(*) AS outlets FROM each_outlet GROUP BY core, certainty
), most AS (
    SELECT core, count(*) AS different, max(outlets) AS outlets FROM counted GROUP BY core HAVING sum(outlets) > 1
), usual AS (
    SELECT core, min(certainty) AS certainty, min(strength) AS strength FROM counted JOIN most USING (core, outlets)
    GROUP BY core HAVING count(*) = 1
)
SELECT each_outlet.core, each_outlet.outlet, each_outlet.certainty, usual.certainty AS most_have,
    CASE
        WHEN most.different = 1 THEN 'all agree'
        WHEN usual.certainty IS NULL THEN 'no majority'
        WHEN usual.certainty = each_outlet.certainty THEN 'as most'
        WHEN each_outlet.strength > usual.strength THEN 'surer'
        WHEN each_outlet.strength < usual.strength THEN 'less sure'
        ELSE 'otherwise'
    END AS verdict
FROM each_outlet JOIN most USING (core) LEFT JOIN usual USING (core)

-- Of quotations in two outlets: who had it first. Of one day, an article without a time is neither before nor after another.
CREATE TABLE reported AS
WITH each_outlet AS (
    SELECT core, outlet, min(day) AS day FROM uttered GROUP BY core, outlet
), timed AS (
    SELECT core, outlet, each_outlet.day, min(moment) AS moment, bool_and(moment IS NOT NULL) AS timed
    FROM each_outlet LEFT JOIN uttered USING (core, outlet, day) GROUP BY core, outlet, each_outlet.day
), opening AS (
    SELECT core, min(day) AS day FROM timed GROUP BY core
), opened AS (
    SELECT core, day, min(moment) AS moment, bool_and(timed) AS timed FROM timed JOIN opening USING (core, day) GROUP BY core, day
), firsts AS (
    SELECT timed.core, timed.outlet, count(*) OVER (PARTITION BY timed.core) AS many
    FROM timed JOIN opened USING (core, day) WHERE NOT opened.timed OR timed.moment = opened.moment
)
SELECT timed.core, timed.outlet, timed.day,
    CASE WHEN timed.day IS NULL THEN 'undated' WHEN many = 1 THEN 'first' WHEN many > 1 THEN 'one of the first' ELSE 'repeated' END AS turn
FROM timed LEFT JOIN firsts USING (core, outlet)
WHERE core IN (SELECT core FROM uttered WHERE quoted_words > 0 GROUP BY core HAVING count(DISTINCT outlet) > 1)
