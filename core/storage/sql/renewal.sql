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
-- @batches_beyond_remove
DELETE FROM own_batch WHERE sid = ? AND first + count - 1 > ?
-- @earlier_batches_add
INSERT INTO earlier_batch (iid, sid, first, count, previous, hash, signature)
SELECT ?, sid, first, count, previous, hash, signature FROM own_batch WHERE sid = ?
-- @earlier_name_add
INSERT INTO earlier_name (iid, key, next, signature) VALUES (?, ?, ?, ?)
-- @earlier_names
SELECT key, next, signature FROM earlier_name ORDER BY iid DESC
-- @earlier_batches_wanted
UPDATE earlier_batch SET wanted = 1, hub = NULL WHERE sid = ?
-- @earlier_batches_all_wanted
UPDATE earlier_batch SET wanted = 1, hub = NULL
-- @earlier_scopes_doubted
UPDATE scope SET seq = max(seq, 1), chain = zeroblob(32)
WHERE roles <> 0 AND seq > 0 AND sid IN (SELECT e.sid FROM earlier_batch e)
-- @earlier_hubs_forgotten
UPDATE earlier_batch SET hub = NULL WHERE wanted = 1
-- @earlier_wanted_before
SELECT 1 FROM earlier_batch WHERE iid = ? AND sid = ? AND first < ? AND wanted = 1 LIMIT 1
-- @earlier_batches_unseen
UPDATE earlier_batch SET hub = NULL, wanted = first + count - 1 >
    ifnull((SELECT s.through FROM seen s WHERE s.sid = earlier_batch.sid AND s.iid = earlier_batch.iid), 0)
WHERE sid = ?
-- @earlier_batches_come
UPDATE earlier_batch SET wanted = 0 WHERE sid = ? AND wanted = 1 AND first + count - 1 <=
    ifnull((SELECT s.through FROM seen s WHERE s.sid = earlier_batch.sid AND s.iid = earlier_batch.iid), 0)
-- @earlier_batches_after
SELECT i.id, e.iid, e.first, e.count, e.previous, e.signature FROM earlier_batch e JOIN incarnation i USING (iid)
WHERE e.sid = ?1 AND e.wanted = 1 AND (e.iid, e.first) > (?2, ?3) AND e.hub IS NOT ?4 ORDER BY e.iid, e.first
-- @earlier_batches_first
SELECT i.id, min(e.first) FROM earlier_batch e JOIN incarnation i USING (iid) WHERE e.sid = ? AND e.wanted = 1 GROUP BY e.iid
-- @earlier_batch_at_hub
UPDATE earlier_batch SET hub = ? WHERE iid = (SELECT i.iid FROM incarnation i WHERE i.id = ?) AND sid = ? AND first = ?
-- @earlier_bodies
SELECT body FROM earlier_change WHERE iid = ? AND sid = ? AND dseq >= ? ORDER BY dseq LIMIT ?
-- @earlier_batch_judged
UPDATE earlier_batch SET wanted = ? WHERE iid = ? AND sid = ? AND first = ? AND hash = ? RETURNING count
-- @earlier_rejected
UPDATE earlier_change SET outcome = 2, reason = ? WHERE iid = ? AND sid = ? AND dseq = ? AND outcome = 1
-- @earlier_outcome
UPDATE earlier_change SET outcome = ?, reason = ? WHERE iid = ? AND sid = ? AND dseq BETWEEN ? AND ?
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
