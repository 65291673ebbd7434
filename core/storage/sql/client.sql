-- SPDX-License-Identifier: GPL-3.0-or-later
-- @scopes
SELECT s.sid, s.scope, s.roles, s.epoch, s.seq, s.chain, s.last_own, s.acknowledged,
       (SELECT b.hash FROM own_batch b WHERE b.sid = s.sid AND b.first + b.count - 1 = s.acknowledged),
       EXISTS (SELECT 1 FROM rebase r WHERE r.sid = s.sid),
       s.seq = 0 AND s.acknowledged > 0 AND EXISTS (
           SELECT 1 FROM own_change o LEFT JOIN record r ON r.id = o.record LEFT JOIN confirmed c ON c.record = o.record
           WHERE o.sid = s.sid AND o.outcome = 1 AND (r.rid IS NULL OR c.state = x'828080'))
FROM scope s ORDER BY s.scope
-- @scope_roles
UPDATE scope SET roles = ? WHERE sid = ?
-- @scope_cursor
UPDATE scope SET epoch = ?, seq = ?, chain = ? WHERE sid = ?
-- @cursor_doubted
UPDATE scope SET seq = max(seq, 1), chain = zeroblob(32) WHERE sid = ?
-- @scope_acknowledged
UPDATE scope SET acknowledged = ? WHERE sid = ?
-- @scope_counts
SELECT acknowledged, last_own, roles FROM scope WHERE sid = ?
-- @scope_made
UPDATE scope SET last_own = last_own + 1 WHERE sid = ? RETURNING last_own
-- @own_add
INSERT INTO own_change (sid, dseq, record, made, body) VALUES (?, ?, ?, ?, ?)
-- @own_bodies
SELECT dseq, body FROM own_change WHERE sid = ? AND dseq >= ? ORDER BY dseq LIMIT ?
-- @own_outcomes
SELECT outcome, body FROM own_change WHERE sid = ? AND dseq >= ? ORDER BY dseq LIMIT ?
-- @own_waiting_of
SELECT dseq, body FROM own_change WHERE record = ? AND outcome = 0 ORDER BY dseq
-- @own_waiting_records
SELECT DISTINCT record FROM own_change WHERE sid = ? AND outcome = 0
-- @own_between
SELECT dseq, record, body FROM own_change WHERE sid = ? AND dseq > ? AND dseq <= ? AND outcome = 0 ORDER BY dseq
-- @own_after
SELECT dseq, outcome, body FROM own_change WHERE sid = ? AND dseq > ? AND outcome <> 2 ORDER BY dseq
-- @own_outcome
UPDATE own_change SET outcome = ?, reason = ? WHERE sid = ? AND dseq = ?
-- @own_refused
UPDATE own_change SET reason = ? WHERE sid = ? AND dseq >= ? AND outcome = 0
-- @own_allowed_again
UPDATE own_change SET reason = NULL WHERE sid = ? AND outcome = 0 AND reason IS NOT NULL
-- @own_hidden_after
SELECT DISTINCT o.record FROM own_change o LEFT JOIN record r ON r.id = o.record
WHERE o.sid = ? AND o.dseq > ? AND (o.outcome = 2 OR r.rid IS NULL)
-- @own_wait_again
UPDATE own_change SET outcome = 0, reason = NULL WHERE sid = ? AND dseq > ?
-- @batch_last
SELECT first, count, hash FROM own_batch WHERE sid = ? ORDER BY first DESC LIMIT 1
-- @batch_at
SELECT count, hash FROM own_batch WHERE sid = ? AND first = ?
-- @batches_from
SELECT first, count, previous, signature FROM own_batch WHERE sid = ? AND first >= ? ORDER BY first
-- @batch_add
INSERT INTO own_batch (sid, first, count, previous, hash, signature) VALUES (?, ?, ?, ?, ?, ?)
-- @confirmed_get
SELECT state FROM confirmed WHERE record = ?
-- @confirmed_set
INSERT INTO confirmed (record, sid, state) VALUES (?, ?, ?) ON CONFLICT (record) DO UPDATE SET state = excluded.state
-- @confirmed_add
INSERT OR IGNORE INTO confirmed (record, sid, state) VALUES (?, ?, ?)
-- @confirmed_remove
DELETE FROM confirmed WHERE record = ?
-- @rebase_get
SELECT manifest, next, last FROM rebase WHERE sid = ?
-- @rebase_set
INSERT INTO rebase (sid, manifest, next, last) VALUES (?, ?, 0, zeroblob(16))
ON CONFLICT (sid) DO UPDATE SET manifest = excluded.manifest, next = 0, last = zeroblob(16)
-- @rebase_next
UPDATE rebase SET next = ?, last = ? WHERE sid = ?
-- @rebase_remove
DELETE FROM rebase WHERE sid = ?
-- @purge_alternatives
DELETE FROM alternative WHERE rid IN (SELECT rid FROM record WHERE sid = ?)
-- @purge_confirmed
DELETE FROM confirmed WHERE sid = ?
-- @purge_records
DELETE FROM record WHERE sid = ?
-- @purge_seen
DELETE FROM seen WHERE sid = ?
-- @purge_rebase
DELETE FROM rebase WHERE sid = ?
-- @outbox
SELECT o.record, max(o.made), min(o.outcome), max(CASE WHEN o.outcome = 0 AND o.reason IS NOT NULL THEN 2 ELSE o.outcome END), max(o.reason), r.kind,
       EXISTS (SELECT 1 FROM own_change c WHERE c.record = o.record AND c.outcome = 0
               AND c.dseq > ifnull((SELECT max(h.through) FROM hub_receipt h WHERE h.sid = c.sid), 0))
FROM made_here o LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15 GROUP BY o.record ORDER BY max(o.made) DESC LIMIT ?
-- @own_words
SELECT o.record, o.body FROM made_here o LEFT JOIN record r ON r.id = o.record
WHERE r.rid IS NULL OR o.outcome = 2 OR (o.outcome = 0 AND o.reason IS NOT NULL) ORDER BY o.made
-- @outbox_counts
WITH waiting AS (SELECT DISTINCT record FROM own_change WHERE outcome = 0 AND reason IS NULL),
     rejected AS (SELECT record FROM own_change WHERE outcome = 2
                  UNION SELECT record FROM own_change WHERE outcome = 0 AND reason IS NOT NULL
                  UNION SELECT record FROM earlier_change WHERE outcome = 2)
SELECT (SELECT count(*) FROM waiting o LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15),
       (SELECT count(*) FROM rejected o LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15),
       (SELECT count(*) FROM (SELECT DISTINCT record FROM own_change c LEFT JOIN (SELECT sid, max(through) AS through FROM hub_receipt GROUP BY sid) h USING (sid)
                              WHERE outcome = 0 AND reason IS NULL AND dseq > ifnull(through, 0)) o
        LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15)
-- @own_waits
SELECT dseq FROM own_change WHERE record = ? AND outcome = 0 AND reason IS NULL ORDER BY rowid DESC LIMIT 1
-- @alternatives
SELECT rid FROM alternative ORDER BY rid LIMIT 200
-- @alternatives_count
SELECT count(*) FROM alternative
