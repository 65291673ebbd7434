-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a replica knows through hubs.
-- @batch_ending
SELECT hash FROM own_batch WHERE sid = ? AND first + count - 1 = ?
-- @receipt_set
INSERT INTO hub_receipt (sid, hub, through) VALUES (?, ?, ?) ON CONFLICT (sid, hub) DO UPDATE SET through = excluded.through
-- @receipt_most
SELECT ifnull(max(through), 0) FROM hub_receipt WHERE sid = ?
-- @unconfirmed_any
SELECT 1 FROM unconfirmed WHERE sid = ? LIMIT 1
-- @unconfirmed_through
SELECT incarnation, max(dseq) FROM unconfirmed WHERE sid = ? GROUP BY incarnation ORDER BY incarnation
-- @unconfirmed_add
INSERT OR IGNORE INTO unconfirmed (sid, incarnation, dseq, record, person, shown, body) VALUES (?, ?, ?, ?, ?, ?, ?)
-- @unconfirmed_at
SELECT record, body FROM unconfirmed WHERE sid = ? AND incarnation = ? AND dseq = ?
-- @unconfirmed_of
SELECT incarnation, dseq, body FROM unconfirmed WHERE record = ? AND shown = 1 ORDER BY incarnation, dseq
-- @unconfirmed_beyond
SELECT record, body FROM unconfirmed WHERE sid = ? AND incarnation = ? AND dseq > ?
-- @unconfirmed_remove
DELETE FROM unconfirmed WHERE sid = ? AND incarnation = ? AND dseq = ?
-- @unconfirmed_remove_beyond
DELETE FROM unconfirmed WHERE sid = ? AND incarnation = ? AND dseq > ?
-- @purge_unconfirmed
DELETE FROM unconfirmed WHERE sid = ?
-- @records_confirmed
SELECT r.id, r.kind, ifnull(c.state, r.state) FROM record r LEFT JOIN confirmed c ON c.record = r.id WHERE r.sid = ? ORDER BY r.id
-- @is_unconfirmed
SELECT 1 FROM unconfirmed WHERE record = ? AND shown = 1 LIMIT 1
-- @receipts_remove
DELETE FROM hub_receipt WHERE sid = ?
