-- title: Which quotations go from outlet to outlet?
-- Words that two outlets or more have, in quotation marks in two of them: who reported them first, and who after. Two outlets of one day are
-- both first where an article does not tell its time.
-- keys: quotation
-- order: outlets
-- narrow: first_place, speakers, articles, then_by, first_day
-- chart: bars words outlets

SELECT uttered.n, core AS quotation, uttered.outlet, uttered.day, turn, doc, claim, entity
FROM uttered JOIN reported USING (core, outlet) JOIN claims USING (n)

arg_min(claim, (len(claim), n)) AS words, count(DISTINCT outlet) AS outlets, count(DISTINCT doc) AS articles, count(DISTINCT entity) AS speakers, min(day) AS first_day, array_to_string(list_sort(list(DISTINCT outlet) FILTER (turn IN ('first', 'one of the first')))[:6], ', ') AS first, array_to_string(list_sort(list(DISTINCT outlet) FILTER (turn NOT IN ('first', 'one of the first')))[:6], ', ') AS then_by
