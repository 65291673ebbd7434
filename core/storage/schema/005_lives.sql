-- SPDX-License-Identifier: GPL-3.0-or-later
-- A PC under whose name a copy of it writes goes on under another one (docs/sync-protocol.md, "A second life").

-- What was made here under earlier names and is settled; own_change holds what was made under the present one.
CREATE TABLE earlier_change (
    iid INTEGER NOT NULL,
    sid INTEGER NOT NULL,
    dseq INTEGER NOT NULL,
    record BLOB NOT NULL,
    made INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    reason TEXT,
    body BLOB NOT NULL,
    PRIMARY KEY (iid, sid, dseq)
) STRICT;
CREATE INDEX earlier_change_rejected ON earlier_change (record) WHERE outcome = 2;

-- Everything made here, under whatever name.
CREATE VIEW made_here (sid, record, made, outcome, reason, body) AS
    SELECT sid, record, made, outcome, reason, body FROM own_change
    UNION ALL SELECT sid, record, made, outcome, reason, body FROM earlier_change;

-- At the server: the name that a device had before.
ALTER TABLE device ADD COLUMN before BLOB;
