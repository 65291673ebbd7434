-- SPDX-License-Identifier: GPL-3.0-or-later
-- @keep
INSERT INTO courier (incarnation, number, made_ms, standing, refused) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (incarnation) DO UPDATE SET number = excluded.number, made_ms = excluded.made_ms,
    standing = excluded.standing, refused = excluded.refused
WHERE excluded.number >= courier.number OR excluded.made_ms > courier.made_ms
-- @get
SELECT number, standing, refused FROM courier WHERE incarnation = ?
-- @next_number
INSERT INTO courier (incarnation, number, made_ms, standing, refused, written) VALUES (?, 0, 0, x'80', x'80', 1)
ON CONFLICT (incarnation) DO UPDATE SET written = written + 1 RETURNING written
-- @devices
SELECT d.incarnation, d.key, d.person, d.revoked, ifnull(a.login, ''), ifnull(a.name, ''), d.name, ifnull(c.number, 0) > 0
FROM device d LEFT JOIN account a ON a.person = d.person LEFT JOIN courier c ON c.incarnation = d.incarnation
ORDER BY a.login, d.incarnation
