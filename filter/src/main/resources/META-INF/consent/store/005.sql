-- Schema 5: a number that follows from its record's id is not stored.
-- Nodes of an older version lose their logs first: they would look for such a number in vain.
UPDATE {log} SET owner = 'schema 5', lease_until = 0;

-- Numbers of older records stay where they are, with an index of their own. The numbers of all others would fall anywhere in it: a page
-- to be written for each record.
DROP INDEX {record}_number;
CREATE INDEX {record}_number ON {record} (site, number) WHERE number <> '';
