-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a hub carries.
-- @devices
SELECT incarnation, certificate, grant FROM hub_device ORDER BY incarnation
-- @device_set
INSERT INTO hub_device (incarnation, certificate, grant) VALUES (?, ?, ?)
ON CONFLICT (incarnation) DO UPDATE SET certificate = excluded.certificate, grant = excluded.grant
-- @device_remove
DELETE FROM hub_device WHERE incarnation = ?
-- @device_verdicts_remove
DELETE FROM hub_verdict WHERE incarnation = ?
-- @device_wishes_remove
DELETE FROM hub_wish WHERE incarnation = ?
-- @scope_get
SELECT s.epoch, s.seq, s.chain, h.start, h.chain, h.wish FROM scope s JOIN hub_scope h USING (sid) WHERE s.sid = ?
-- @scopes
SELECT s.sid, s.scope, s.epoch, s.seq, s.chain, h.start, h.chain FROM scope s JOIN hub_scope h USING (sid) ORDER BY s.scope
-- @scopes_held
SELECT sid, scope FROM scope WHERE sid IN (SELECT sid FROM hub_scope UNION SELECT sid FROM hub_batch WHERE judged = 1)
-- @scope_add
INSERT INTO hub_scope (sid, start, chain) VALUES (?, ?, ?) ON CONFLICT (sid) DO UPDATE SET start = excluded.start, chain = excluded.chain
-- @scope_wish
UPDATE hub_scope SET wish = ? WHERE sid = ?
-- @scope_remove
DELETE FROM hub_scope WHERE sid = ?
-- @scope_verdicts_remove
DELETE FROM hub_verdict WHERE sid = ?
-- @scope_wishes_remove
DELETE FROM hub_wish WHERE sid = ?
-- @head_set
UPDATE scope SET epoch = ?, seq = ?, chain = ? WHERE sid = ?
-- @log_add
INSERT INTO log (sid, seq, count, chain, entry) VALUES (?, ?, ?, ?, ?)
-- @log_from
SELECT seq, count, chain, entry FROM log WHERE sid = ? AND seq > ? ORDER BY seq
-- @log_ending
SELECT seq, count, chain FROM log WHERE sid = ? AND seq <= ? ORDER BY seq DESC LIMIT 1
-- @log_bytes
SELECT ifnull(sum(length(entry)), 0) FROM log WHERE sid = ? AND seq > ?
-- @log_remove
DELETE FROM log WHERE sid = ? AND seq <= ?
-- @place_add
INSERT OR REPLACE INTO hub_place (sid, seq, signature) VALUES (?, ?, ?)
-- @places_from
SELECT seq, signature FROM hub_place WHERE sid = ? AND seq > ? ORDER BY seq
-- @place_remove
DELETE FROM hub_place WHERE sid = ? AND seq <= ?
-- @seen_remove
DELETE FROM seen WHERE sid = ?
-- @snapshot_get
SELECT manifest FROM hub_snapshot WHERE sid = ? AND whole = ?
-- @snapshot_set
INSERT OR REPLACE INTO hub_snapshot (sid, whole, seq, manifest) VALUES (?, ?, ?, ?)
-- @snapshot_remove
DELETE FROM hub_snapshot WHERE sid = ? AND whole = ?
-- @snapshots
SELECT sid, whole, manifest FROM hub_snapshot ORDER BY sid, whole
-- @batch_add
INSERT INTO hub_batch (sid, incarnation, first, count, hash, batch) VALUES (?, ?, ?, ?, ?, ?)
-- @batch_at
SELECT count, hash, judged FROM hub_batch WHERE sid = ? AND incarnation = ? AND first = ?
-- @batch_last
SELECT first + count - 1, hash FROM hub_batch WHERE sid = ? AND incarnation = ? ORDER BY first DESC LIMIT 1
-- @batch_judged
UPDATE hub_batch SET judged = 1 WHERE sid = ? AND incarnation = ? AND first = ?
-- @batches_judged_beyond
UPDATE hub_batch SET judged = 0 WHERE sid = ? AND incarnation = ? AND first + count - 1 > ?
-- @batches_waiting
SELECT batch FROM hub_batch WHERE judged = 0 ORDER BY rowid
-- @batches_in
SELECT first, first + count - 1, judged FROM hub_batch WHERE sid = ? AND incarnation = ? AND first + count - 1 <= ? ORDER BY first
-- @batches_of_scope
SELECT incarnation, first, count, hash, batch FROM hub_batch WHERE sid = ? ORDER BY incarnation, first
-- @batches_all
SELECT b.sid, s.scope, b.incarnation, b.batch FROM hub_batch b JOIN scope s USING (sid) ORDER BY b.sid, b.incarnation, b.first
-- @batches_remove
DELETE FROM hub_batch WHERE sid = ? AND incarnation = ? AND first >= ?
-- @batch_remove
DELETE FROM hub_batch WHERE sid = ? AND incarnation = ? AND first = ?
-- @batches_settled
DELETE FROM hub_batch WHERE sid = ? AND judged = 1
-- @batches_count
SELECT count(*), ifnull(sum(length(batch)), 0) FROM hub_batch WHERE judged = 0
-- @batches_bytes_of
SELECT ifnull(sum(length(batch)), 0) FROM hub_batch WHERE incarnation = ? AND judged = 0
-- @verdict_set
INSERT OR REPLACE INTO hub_verdict (sid, incarnation, first, last, hash, refused, verdict) VALUES (?, ?, ?, ?, ?, ?, ?)
-- @verdict_at
SELECT refused, hash FROM hub_verdict WHERE sid = ? AND incarnation = ? AND first = ?
-- @verdict_last
SELECT last, hash FROM hub_verdict WHERE sid = ? AND incarnation = ? AND refused = 0 ORDER BY first DESC LIMIT 1
-- @verdict_refused
SELECT first FROM hub_verdict WHERE sid = ? AND incarnation = ? AND refused = 1 ORDER BY first DESC LIMIT 1
-- @verdicts_from
SELECT first, last, refused, verdict FROM hub_verdict WHERE sid = ? AND incarnation = ? AND (last >= ?3 OR refused = 1) ORDER BY first
-- @verdicts_known
DELETE FROM hub_verdict WHERE sid = ?1 AND incarnation = ?2 AND refused = 0 AND last < ?3
AND first < (SELECT max(first) FROM hub_verdict WHERE sid = ?1 AND incarnation = ?2 AND refused = 0)
-- @verdicts_beyond
DELETE FROM hub_verdict WHERE sid = ? AND incarnation = ? AND (last > ? OR refused = 1)
-- @refusals_passed
DELETE FROM hub_verdict WHERE sid = ? AND incarnation = ? AND refused = 1 AND first <= ?
-- @verdicts_all
SELECT verdict FROM hub_verdict
-- @wish_set
INSERT INTO hub_wish (sid, incarnation, first) VALUES (?, ?, ?) ON CONFLICT (sid, incarnation) DO UPDATE SET first = min(first, excluded.first)
-- @wishes
SELECT w.incarnation, s.scope, w.first, w.sid FROM hub_wish w JOIN scope s USING (sid) ORDER BY w.incarnation, s.scope
-- @wish_move
UPDATE hub_wish SET first = ? WHERE sid = ? AND incarnation = ?
-- @wish_remove
DELETE FROM hub_wish WHERE sid = ? AND incarnation = ?
