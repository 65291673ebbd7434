-- SPDX-License-Identifier: GPL-3.0-or-later
-- @scopes
SELECT s.sid, s.scope, s.roles, s.epoch, s.seq, s.chain, s.last_own, s.acknowledged,
       (SELECT b.hash FROM own_batch b WHERE b.sid = s.sid AND b.first + b.count - 1 = s.acknowledged),
       EXISTS (SELECT 1 FROM rebase r WHERE r.sid = s.sid),
       s.seq = 0 AND s.acknowledged > 0 AND EXISTS (
           SELECT 1 FROM own_change o LEFT JOIN record r ON r.id = o.record LEFT JOIN confirmed c ON c.record = o.record
           WHERE o.sid = s.sid AND o.outcome = 1 AND (r.rid IS NULL OR c.state = x'828080')),
       s.roles = 0 AND s.last_own > s.acknowledged
           AND NOT EXISTS (SELECT 1 FROM own_change o WHERE o.sid = s.sid AND o.outcome = 0 AND o.reason IS NULL),
       s.roles <> 0 AND EXISTS (SELECT 1 FROM earlier_batch e WHERE e.sid = s.sid AND e.wanted = 1)
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
-- @own_unsent_refused
UPDATE own_change SET reason = ?2 WHERE sid = ?1 AND outcome = 0 AND reason IS NULL
    AND dseq > ifnull((SELECT max(b.first + b.count - 1) FROM own_batch b WHERE b.sid = ?1), 0)
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
-- @made_lately
SELECT o.record, o.made FROM own_change o LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15
UNION ALL SELECT o.record, o.made FROM earlier_change o LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15
ORDER BY 2 DESC
-- @rejected_unseen
SELECT record FROM rejected_unseen
-- @own_line
SELECT max(made), min(outcome), max(rejected), max(reason), (SELECT kind FROM record WHERE id = ?1),
       EXISTS (SELECT 1 FROM own_change c WHERE c.record = ?1 AND c.outcome = 0
               AND c.dseq > ifnull((SELECT max(h.through) FROM hub_receipt h WHERE h.sid = c.sid), 0))
FROM made_here WHERE record = ?1
-- @own_words
SELECT body FROM made_here WHERE record = ? ORDER BY made
-- @outbox_counts
WITH waiting AS (SELECT DISTINCT record FROM own_change WHERE outcome = 0 AND reason IS NULL)
SELECT (SELECT count(*) FROM waiting o LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15),
       (SELECT count(*) FROM rejected_unseen),
       (SELECT count(*) FROM (SELECT DISTINCT record FROM own_change c LEFT JOIN (SELECT sid, max(through) AS through FROM hub_receipt GROUP BY sid) h USING (sid)
                              WHERE outcome = 0 AND reason IS NULL AND dseq > ifnull(through, 0)) o
        LEFT JOIN record r ON r.id = o.record WHERE r.kind IS NOT 15)
-- @rejection_seen_add
INSERT OR REPLACE INTO rejection_seen (record, changes) SELECT record, changes FROM rejected_here WHERE record = ?
-- @rejection_seen_remove
DELETE FROM rejection_seen WHERE record = ?
-- @rejection_seen_lower
UPDATE rejection_seen SET changes = min(changes, ifnull((SELECT h.changes FROM rejected_here h WHERE h.record = rejection_seen.record), 0))
-- @own_waits
SELECT dseq FROM own_change WHERE record = ? AND outcome = 0 AND reason IS NULL ORDER BY rowid DESC LIMIT 1
-- @alternatives
SELECT rid FROM alternative ORDER BY rid LIMIT 200
-- @alternatives_count
SELECT count(*) FROM alternative
