-- SPDX-License-Identifier: GPL-3.0-or-later
-- @accounts
SELECT login, person, name FROM account ORDER BY login
