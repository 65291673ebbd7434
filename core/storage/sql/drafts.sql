-- SPDX-License-Identifier: GPL-3.0-or-later
-- @get
SELECT title, body FROM draft WHERE place = ?
-- @set
INSERT INTO draft (place, title, body) VALUES (?, ?, ?)
ON CONFLICT (place) DO UPDATE SET title = excluded.title, body = excluded.body
-- @remove
DELETE FROM draft WHERE place = ?
