-- title: Who makes the same utterance surer, or less sure?
-- Utterances that two outlets or more report in the same words and without much more, and how often an outlet gives one another certainty than most of them do, or
-- there is no label that most have. An outlet that has an utterance twice counts once.
-- keys: outlet, verdict, core
-- by: outlet
-- order: differs
-- chart: bars outlet share

SELECT uttered.n, uttered.outlet, verdict, core FROM uttered JOIN compared USING (core, outlet) WHERE whole

count(DISTINCT core) AS utterances, count(DISTINCT core) FILTER (verdict NOT IN ('all agree', 'as most')) AS differs, round(count(DISTINCT core) FILTER (verdict NOT IN ('all agree', 'as most')) / count(DISTINCT core), 4) AS share, count(DISTINCT core) FILTER (verdict = 'surer') AS surer, count(DISTINCT core) FILTER (verdict = 'less sure') AS less_sure, count(DISTINCT core) FILTER (verdict = 'no majority') AS no_majority
