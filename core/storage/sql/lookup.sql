-- SPDX-License-Identifier: GPL-3.0-or-later
-- @accounts
SELECT login, person, name FROM account ORDER BY login
-- @organisations
SELECT r.id FROM organisation o JOIN record r ON r.rid = o.rid ORDER BY o.rid
-- @groups
SELECT r.id FROM community_group g JOIN record r ON r.rid = g.rid ORDER BY g.rid
