-- SPDX-License-Identifier: GPL-3.0-or-later
-- @own_scopes
SELECT sid, scope, acknowledged, roles FROM scope WHERE last_own > 0 ORDER BY sid
-- @own_bodies_between
SELECT dseq, body FROM own_change WHERE sid = ? AND dseq > ? AND dseq <= ? ORDER BY dseq
-- @start_doubted
UPDATE scope SET seq = 1, chain = zeroblob(32) WHERE sid = ? AND seq = 0
-- @earlier_add
INSERT INTO earlier_change (iid, sid, dseq, record, made, outcome, reason, body)
SELECT ?, sid, dseq, record, made, outcome, reason, body FROM own_change WHERE sid = ? AND dseq <= ?
-- @waiting
SELECT dseq, made, reason, body FROM own_change WHERE sid = ? AND dseq > ? ORDER BY dseq
-- @own_remove
DELETE FROM own_change WHERE sid = ?
-- @batches_remove
DELETE FROM own_batch WHERE sid = ?
-- @own_again
INSERT INTO own_change (sid, dseq, record, made, reason, body) VALUES (?, ?, ?, ?, ?, ?)
-- @counts_set
UPDATE scope SET last_own = ?, acknowledged = 0 WHERE sid = ?
-- @batch_ending
SELECT hash FROM own_batch WHERE sid = ? AND first + count - 1 = ?
-- @device_renew
INSERT INTO device (incarnation, key, person, name, enrolled, before) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (incarnation) DO NOTHING
-- @renewed_since
SELECT count(*) FROM device WHERE person = ?1 AND before IS NOT NULL AND enrolled > ?2 AND incarnation <> ?3
-- @log_of
SELECT entry FROM log WHERE sid = ? AND substr(entry, 3, 16) = ? ORDER BY seq
-- @quarantined_of
SELECT quarantined FROM received
WHERE sid = ?1 AND iid = ?2 AND first + count > ?3 AND quarantined <> ''
  AND first >= ifnull((SELECT max(first) FROM received WHERE sid = ?1 AND iid = ?2 AND first <= ?3), 0)
ORDER BY first
