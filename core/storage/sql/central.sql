-- SPDX-License-Identifier: GPL-3.0-or-later
-- @account_by_login
SELECT person, name, password FROM account WHERE login = ?
-- @account_logins
SELECT login FROM account
-- @account_set
INSERT INTO account (login, person, name, password) VALUES (?, ?, ?, ?)
ON CONFLICT (login) DO UPDATE SET name = excluded.name, password = excluded.password
-- @account_count
SELECT count(*) FROM account
-- @device_add
INSERT INTO device (incarnation, key, person, name, enrolled) VALUES (?, ?, ?, ?, ?) ON CONFLICT (incarnation) DO NOTHING
-- @device_get
SELECT key, person, revoked FROM device WHERE incarnation = ?
-- @devices_of
SELECT incarnation, key, revoked FROM device WHERE person = ? ORDER BY incarnation
-- @right_set
INSERT INTO right_of (person, sid, roles) VALUES (?, ?, ?) ON CONFLICT (person, sid) DO UPDATE SET roles = excluded.roles
-- @right_remove
DELETE FROM right_of WHERE person = ? AND sid = ?
-- @right_get
SELECT roles FROM right_of WHERE person = ? AND sid = ?
-- @heads
SELECT s.scope, g.roles, s.seq, s.chain, ifnull(n.through, 0),
       (SELECT r.hash FROM received r WHERE r.sid = s.sid AND r.iid = ?1 ORDER BY r.first DESC LIMIT 1)
FROM right_of g JOIN scope s USING (sid) LEFT JOIN seen n ON n.sid = s.sid AND n.iid = ?1
WHERE g.person = ?2 ORDER BY s.scope
-- @head
SELECT epoch, seq, chain FROM scope WHERE sid = ?
-- @head_set
UPDATE scope SET epoch = ?, seq = ?, chain = ? WHERE sid = ?
-- @received_last
SELECT first, count, hash FROM received WHERE sid = ? AND iid = ? ORDER BY first DESC LIMIT 1
-- @received_at
SELECT count, hash, quarantined FROM received WHERE sid = ? AND iid = ? AND first = ?
-- @received_from
SELECT first, count, hash, quarantined FROM received
WHERE sid = ?1 AND iid = ?2 AND first + count > ?3
  AND first >= ifnull((SELECT max(first) FROM received WHERE sid = ?1 AND iid = ?2 AND first <= ?3), 0)
ORDER BY first
-- @received_add
INSERT INTO received (sid, iid, first, count, hash, quarantined) VALUES (?, ?, ?, ?, ?, ?)
-- @log_add
INSERT INTO log (sid, seq, count, chain, entry) VALUES (?, ?, ?, ?, ?)
-- @log_from
SELECT seq, count, chain, entry FROM log WHERE sid = ? AND seq > ? ORDER BY seq
-- @log_ending
SELECT count, chain, seq FROM log WHERE sid = ? AND seq <= ? ORDER BY seq DESC LIMIT 1
-- @log_all
SELECT seq, count, chain, entry FROM log WHERE sid = ? ORDER BY seq
-- @all_scopes
SELECT sid, scope, epoch, seq, chain FROM scope ORDER BY scope
-- @large_scopes
SELECT scope FROM scope WHERE seq > ? ORDER BY scope
-- @snapshot_get
SELECT seq, manifest FROM snapshot WHERE sid = ?
-- @snapshot_set
INSERT INTO snapshot (sid, seq, manifest, dense) VALUES (?, ?, ?, ?)
ON CONFLICT (sid) DO UPDATE SET seq = excluded.seq, manifest = excluded.manifest, dense = excluded.dense
-- Made quickly, and not yet to be made anew: not more than ?1 changes came since.
-- @snapshots_to_pack
SELECT s.scope FROM snapshot n JOIN scope s USING (sid) WHERE n.dense = 0 AND s.seq - n.seq <= ?1
-- @segment_add
INSERT INTO snapshot_segment (hash, sid, seq) VALUES (?, ?, ?) ON CONFLICT (hash, sid) DO UPDATE SET seq = excluded.seq
-- @segments_before
SELECT hash FROM snapshot_segment WHERE sid = ? AND seq < ?
-- @segment_remove
DELETE FROM snapshot_segment WHERE hash = ? AND sid = ?
-- @segment_get
SELECT 1 FROM snapshot_segment WHERE hash = ? AND sid = ?
-- @blob_add
INSERT OR IGNORE INTO blob (hash, bytes) VALUES (?, ?)
-- @blob_get
SELECT bytes FROM blob WHERE hash = ?
-- @blob_allowed
SELECT 1 FROM course c JOIN right_of g USING (sid) WHERE c.package_hash = ? AND g.person = ? AND EXISTS (SELECT 1 FROM blob b WHERE b.hash = c.package_hash)
