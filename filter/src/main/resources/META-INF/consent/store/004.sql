-- Schema 4: a question by state is answered as things stand at that moment.
-- Nodes of an older version lose their logs first: they would go on writing records whose terms nobody notes.
UPDATE {log} SET owner = 'schema 4', lease_until = 0;

-- How long records of a combination are valid at least and at most, in milliseconds: what lies further back has run out for certain,
-- and no question has to read it one by one. They only ever widen.
ALTER TABLE {choice} ADD COLUMN shortest BIGINT;
ALTER TABLE {choice} ADD COLUMN longest BIGINT;
UPDATE {choice} SET shortest = t.shortest, longest = t.longest
    FROM (SELECT site, choice, MIN(valid_until - at) AS shortest, MAX(valid_until - at) AS longest
        FROM {record} GROUP BY site, choice) t
    WHERE {choice}.site = t.site AND {choice}.id = t.choice;

-- With all that decides whether a consent still stands, so that no row has to be fetched to find out.
DROP INDEX {record}_choice;
CREATE INDEX {record}_choice ON {record} (site, choice, id, valid_until, notice);
