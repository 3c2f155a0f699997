-- title: Who is one speaker in all of it?
-- People joined by people file, full name, role, outlet and time, bodies by their names. Where two people fit, they are not joined: the row says so,
-- and names them. Descriptions ("the company") and unnamed sources are no one speaker; they are only counted under the same words.
-- keys: speaker, joined
-- by: speaker
-- order: claims
-- chart: bars speaker claims

SELECT n, entity AS speaker, joined, speaker AS named, role, outlet, day, doc, fit
FROM claims LEFT JOIN (SELECT entity, array_to_string(list_sort(list(other))[:6], ' | ') AS fit FROM fits GROUP BY entity) USING (entity) WHERE entity IS NOT NULL AND kind <> 'author'

array_to_string(list_sort(list(DISTINCT joined)), ', ') AS joined_by, count(*) AS claims, count(DISTINCT doc) AS articles, count(DISTINCT outlet) AS outlets, array_to_string(list_transform(list_reverse_sort(list_transform(map_entries(histogram(named)), lambda e: (e.value, e.key)))[:6], lambda e: e[2]), ' | ') AS names, array_to_string(list_transform(list_reverse_sort(list_transform(map_entries(histogram(role)), lambda e: (e.value, e.key)))[:6], lambda e: e[2]), ' | ') AS roles, min(day) AS first_day, max(day) AS last_day, any_value(fit) AS fit
