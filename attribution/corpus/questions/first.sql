-- title: Who reports quotations first?
-- Of the quotations that two outlets or more have, how many an outlet had first, how many together with others, and how many after others.
-- keys: outlet, turn, quotation
-- by: outlet
-- order: "first"
-- chart: bars outlet first

SELECT uttered.n, uttered.outlet, turn, core AS quotation FROM uttered JOIN reported USING (core, outlet)

count(DISTINCT quotation) AS quotations, count(DISTINCT quotation) FILTER (turn = 'first') AS first, count(DISTINCT quotation) FILTER (turn = 'one of the first') AS one_of_the_first, count(DISTINCT quotation) FILTER (turn = 'repeated') AS repeated, count(DISTINCT quotation) FILTER (turn = 'undated') AS undated
