-- title: Who is one speaker in all of it?
-- People joined by people file, full name, role, outlet and time, bodies by their names. Where two people fit, they are not joined: the row says so,
-- and names them. Descriptions ("the company") and unnamed sources are no one speaker; they are only counted under the same words.
-- keys: speaker, joined
-- by: speaker
-- order: claims
-- narrow: first_place, last_day, first_day, joined_by, roles, names, outlets
-- chart: bars speaker claims

SELECT n, entity AS speaker, joined, outlet, day, doc, names, roles, fit FROM claims JOIN speakers USING (entity) WHERE kind <> 'author'

array_to_string(list_sort(list(DISTINCT joined)), ', ') AS joined_by, count(*) AS claims, count(DISTINCT doc) AS articles, count(DISTINCT outlet) AS outlets, any_value(names) AS names, any_value(roles) AS roles, min(day) AS first_day, max(day) AS last_day, any_value(fit) AS fit
