-- Schema 1. {name} is a table with its prefix; {serial}, {bytes} and {clustered} are what the dialect calls them.
CREATE TABLE {site} (
    id {serial},
    name TEXT NOT NULL UNIQUE
);

-- Whatever repeats (notice versions, languages, methods) stands here once; a record carries its number.
CREATE TABLE {word} (
    id {serial},
    site INTEGER NOT NULL,
    word TEXT NOT NULL,
    UNIQUE (site, word)
);

-- The states of all services and purposes together, each combination once.
CREATE TABLE {choice} (
    id {serial},
    site INTEGER NOT NULL,
    hash {bytes} NOT NULL,
    states TEXT NOT NULL,
    UNIQUE (site, hash)
);

CREATE TABLE {choice_item} (
    site INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    item TEXT NOT NULL,
    state TEXT NOT NULL,
    choice INTEGER NOT NULL,
    PRIMARY KEY (site, kind, item, state, choice)
) {clustered};

-- One log per writing node.
CREATE TABLE {log} (
    id {serial},
    site INTEGER NOT NULL,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    UNIQUE (site, name)
);

-- Unique (log, sequence): no log can fork.
CREATE TABLE {head} (
    site INTEGER NOT NULL,
    log INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    size INTEGER NOT NULL,
    root {bytes} NOT NULL,
    previous {bytes} NOT NULL,
    at BIGINT NOT NULL,
    leaves {bytes} NOT NULL,
    PRIMARY KEY (site, log, sequence)
) {clustered};

CREATE TABLE {seal} (
    site INTEGER NOT NULL,
    log INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    key_id TEXT NOT NULL,
    signature {bytes} NOT NULL,
    PRIMARY KEY (site, log, sequence)
) {clustered};

CREATE TABLE {record} (
    site INTEGER NOT NULL,
    id {bytes} NOT NULL,
    number TEXT NOT NULL,
    at BIGINT NOT NULL,
    subject TEXT,
    notice INTEGER NOT NULL,
    ask INTEGER NOT NULL,
    language INTEGER NOT NULL,
    method INTEGER NOT NULL,
    choice INTEGER NOT NULL,
    previous {bytes},
    valid_until BIGINT NOT NULL,
    erase_after INTEGER NOT NULL,
    salt {bytes} NOT NULL,
    log INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    leaf INTEGER NOT NULL,
    PRIMARY KEY (site, id)
) {clustered};

CREATE INDEX {record}_number ON {record} (site, number);
CREATE INDEX {record}_subject ON {record} (site, subject, id) WHERE subject IS NOT NULL;
CREATE INDEX {record}_notice ON {record} (site, notice, id);
CREATE INDEX {record}_choice ON {record} (site, choice, id);
CREATE INDEX {record}_erase ON {record} (site, erase_after, id);

CREATE TABLE {journal} (
    site INTEGER NOT NULL,
    id {bytes} NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    salt {bytes} NOT NULL,
    log INTEGER NOT NULL,
    sequence BIGINT NOT NULL,
    leaf INTEGER NOT NULL,
    PRIMARY KEY (site, id)
) {clustered};

CREATE TABLE {invalidation} (
    site INTEGER NOT NULL,
    notice INTEGER NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (site, notice)
) {clustered};

CREATE TABLE {count} (
    site INTEGER NOT NULL,
    day INTEGER NOT NULL,
    name TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (site, day, name)
) {clustered};

CREATE TABLE {notice} (
    site INTEGER NOT NULL,
    version TEXT NOT NULL,
    ask TEXT NOT NULL,
    first_shown BIGINT NOT NULL,
    PRIMARY KEY (site, version)
) {clustered};

-- Content-addressed: what two notices share is stored once.
CREATE TABLE {part} (
    site INTEGER NOT NULL,
    hash {bytes} NOT NULL,
    content {bytes} NOT NULL,
    PRIMARY KEY (site, hash)
);

CREATE TABLE {notice_part} (
    site INTEGER NOT NULL,
    version TEXT NOT NULL,
    name TEXT NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (site, version, name)
) {clustered};
