-- SPDX-License-Identifier: GPL-3.0-or-later
-- At the server: what is older than the lease (docs/sync-protocol.md, "What is forgotten") leaves the logs and states.

-- Where each log stood when the server looked; so what came before that day is known without a time in each row.
CREATE TABLE log_day (
    sid INTEGER NOT NULL,
    day INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (sid, day)
) STRICT, WITHOUT ROWID;

-- The log begins behind this place; chain is the one there.
CREATE TABLE log_start (
    sid INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    chain BLOB NOT NULL
) STRICT;

-- Through which number each incarnation's changes lie before it.
CREATE TABLE log_start_seen (
    sid INTEGER NOT NULL,
    iid INTEGER NOT NULL,
    through INTEGER NOT NULL,
    PRIMARY KEY (sid, iid)
) STRICT, WITHOUT ROWID;

-- Records whose deletion is that old. Their ids are all that is left, so that an edit from a PC that was away longer
-- doesn't make a new record of what it changed.
CREATE TABLE forgotten (
    record BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
