-- Schema 2: decisions are counted by day in the transaction that stores them.
-- Nodes of an older version lose their logs first: they would go on writing records that nobody counts.
UPDATE {log} SET owner = 'schema 2', lease_until = 0;

-- What decisions of a day may have in common: what was shown, by which control and what was chosen, each combination once.
CREATE TABLE {kind} (
    id {serial},
    site INTEGER NOT NULL,
    notice INTEGER NOT NULL,
    language INTEGER NOT NULL,
    method INTEGER NOT NULL,
    choice INTEGER NOT NULL,
    UNIQUE (site, notice, language, method, choice)
);

-- By log as well: no node waits for the counters of another.
CREATE TABLE {tally} (
    site INTEGER NOT NULL,
    day INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    log INTEGER NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (site, day, kind, log)
) {clustered};

INSERT INTO {kind} (site, notice, language, method, choice)
    SELECT DISTINCT site, notice, language, method, choice FROM {record};

INSERT INTO {tally} (site, day, kind, log, times)
    SELECT r.site, CAST(r.at / 86400000 AS INTEGER), k.id, r.log, COUNT(*)
    FROM {record} r JOIN {kind} k ON k.site = r.site AND k.notice = r.notice AND k.language = r.language
        AND k.method = r.method AND k.choice = r.choice
    GROUP BY r.site, CAST(r.at / 86400000 AS INTEGER), k.id, r.log;
