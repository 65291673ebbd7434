-- SPDX-License-Identifier: GPL-3.0-or-later
-- @received_all
SELECT i.id, r.first, r.count, r.hash, r.quarantined FROM received r JOIN incarnation i USING (iid)
WHERE r.sid = ? ORDER BY r.iid, r.first
-- @snapshots
SELECT s.scope, n.manifest FROM snapshot n JOIN scope s USING (sid) ORDER BY s.scope
-- @blobs
SELECT hash, bytes FROM blob ORDER BY hash
