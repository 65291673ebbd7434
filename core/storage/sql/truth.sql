-- SPDX-License-Identifier: GPL-3.0-or-later
-- @meta_get
SELECT value FROM meta WHERE name = ?
-- @meta_set
INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
-- @scope_row
SELECT sid FROM scope WHERE scope = ?
-- @scope_add
INSERT INTO scope (scope, chain) VALUES (?, zeroblob(32))
-- @incarnation_row
SELECT iid FROM incarnation WHERE id = ?
-- @incarnation_add
INSERT INTO incarnation (id) VALUES (?)
-- @record_by_id
SELECT rid, kind, sid, state FROM record WHERE id = ?
-- @record_by_row
SELECT id, kind, sid, state FROM record WHERE rid = ?
-- @record_add
INSERT INTO record (id, kind, sid, state) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
-- @record_set
UPDATE record SET state = ? WHERE rid = ?
-- @record_remove
DELETE FROM record WHERE rid = ?
-- @records_of_scope
SELECT id, kind, state, rid FROM record WHERE sid = ? ORDER BY id
-- @records_between
SELECT id, rid, kind FROM record WHERE sid = ? AND id > ? AND id <= ?
-- @seen_of_scope
SELECT i.id, s.through FROM seen s JOIN incarnation i USING (iid) WHERE s.sid = ?
-- @seen_set
INSERT INTO seen (sid, iid, through) VALUES (?, ?, ?) ON CONFLICT (sid, iid) DO UPDATE SET through = max(through, excluded.through)
-- @alternative_add
INSERT OR IGNORE INTO alternative (rid) VALUES (?)
-- @alternative_remove
DELETE FROM alternative WHERE rid = ?
-- @all_records
SELECT r.rid, r.id, r.kind, r.sid, r.state, s.scope FROM record r JOIN scope s USING (sid) ORDER BY r.rid
