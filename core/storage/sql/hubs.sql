-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the central server knows of hubs.
-- @hub_add
INSERT INTO hub (hub, name, organisation) VALUES (?, ?, ?) ON CONFLICT (hub) DO UPDATE SET name = excluded.name
-- @hub_get
SELECT h.hub, h.name, h.organisation FROM hub h JOIN device d ON d.person = h.hub WHERE d.incarnation = ? AND d.revoked = 0
-- @hubs
SELECT h.hub, h.name, h.organisation, (SELECT count(*) FROM hub_member m WHERE m.hub = h.hub) FROM hub h ORDER BY h.name
-- @member_add
INSERT OR IGNORE INTO hub_member (hub, person) VALUES (?, ?)
-- @member_remove
DELETE FROM hub_member WHERE hub = ? AND person = ?
-- @members
SELECT person FROM hub_member WHERE hub = ? ORDER BY person
-- @member_devices
SELECT d.incarnation, d.key, d.person FROM device d JOIN hub_member m USING (person)
WHERE m.hub = ? AND d.revoked = 0 AND d.incarnation > ? ORDER BY d.incarnation
-- @reads
SELECT 1 FROM scope s JOIN right_of g USING (sid) JOIN hub_member m USING (person) WHERE s.scope = ? AND m.hub = ? LIMIT 1
