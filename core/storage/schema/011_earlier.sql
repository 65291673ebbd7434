-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was sent under earlier names, as it was sealed: a server that lost it gets it again.
CREATE TABLE earlier_batch (
    iid INTEGER NOT NULL,
    sid INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    wanted INTEGER NOT NULL DEFAULT 0, -- the server may have lost it
    hub BLOB, -- the key of the one that has it, or won't take it, since it is wanted
    PRIMARY KEY (iid, sid, first)
) STRICT;
CREATE INDEX earlier_batch_wanted ON earlier_batch (sid, iid, first) WHERE wanted = 1;

-- Each earlier name's word that the one after it goes on in its place, for a server that knows neither.
CREATE TABLE earlier_name (
    iid INTEGER PRIMARY KEY,
    key BLOB NOT NULL,
    next BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;
