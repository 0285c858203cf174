-- Schema 3: erased subjects are marked, so that their cookies stop counting.
-- Nodes of an older version lose their logs first: they would erase subjects and leave their cookies open.
UPDATE {log} SET owner = 'schema 3', lease_until = 0;

-- A keyed hash and a last day; no record, no moment and no reason can be found from it.
CREATE TABLE {ended} (
    site INTEGER NOT NULL,
    mark TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (site, mark)
) {clustered};

-- Entries of one kind are found without reading the others: time stamps among thousands of accesses.
CREATE INDEX {journal}_kind ON {journal} (site, kind, id);
