-- SPDX-License-Identifier: GPL-3.0-or-later
-- @mark
INSERT INTO log_day (sid, day, seq)
SELECT sid, ?1, seq FROM scope s WHERE seq > 0 AND NOT EXISTS (SELECT 1 FROM log_day d WHERE d.sid = s.sid AND d.seq = s.seq)
ON CONFLICT (sid, day) DO UPDATE SET seq = excluded.seq
-- @old
SELECT s.sid, s.scope, max(d.seq) FROM log_day d JOIN scope s USING (sid) WHERE d.day <= ? GROUP BY s.sid
-- @marks_remove
DELETE FROM log_day WHERE sid = ? AND seq < ?
-- @start
SELECT seq, chain FROM log_start WHERE sid = ?
-- @start_set
INSERT INTO log_start (sid, seq, chain) VALUES (?, ?, ?) ON CONFLICT (sid) DO UPDATE SET seq = excluded.seq, chain = excluded.chain
-- @start_seen
SELECT i.id, s.through FROM log_start_seen s JOIN incarnation i USING (iid) WHERE s.sid = ?
-- @start_seen_set
INSERT INTO log_start_seen (sid, iid, through) VALUES (?, ?, ?) ON CONFLICT (sid, iid) DO UPDATE SET through = max(through, excluded.through)
-- @rows_remove
DELETE FROM log WHERE sid = ? AND seq <= ?
-- @forgotten_add
INSERT OR IGNORE INTO forgotten (record) VALUES (?)
-- @forgotten_get
SELECT 1 FROM forgotten WHERE record = ?
