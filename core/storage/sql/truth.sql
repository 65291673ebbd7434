-- SPDX-License-Identifier: GPL-3.0-or-later
-- @meta_get
SELECT value FROM meta WHERE name = ?
-- @meta_set
INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
