-- Schema 6: a head is stored with its signature.
-- Nodes of an older version lose their logs first: they would look for signatures in vain.
UPDATE {log} SET owner = 'schema 6', lease_until = 0;

ALTER TABLE {head} ADD COLUMN key_id TEXT;
ALTER TABLE {head} ADD COLUMN signature {bytes};
UPDATE {head} SET key_id = s.key_id, signature = s.signature FROM {seal} s
    WHERE s.site = {head}.site AND s.log = {head}.log AND s.sequence = {head}.sequence;
DROP TABLE {seal};
