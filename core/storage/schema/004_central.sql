-- SPDX-License-Identifier: GPL-3.0-or-later
-- What only a central server has: who may do what, and the log of each scope. Empty in a desktop's profile.

CREATE TABLE account (
    login TEXT PRIMARY KEY,
    person BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    incarnation BLOB PRIMARY KEY,
    key BLOB NOT NULL,
    person BLOB NOT NULL,
    name TEXT NOT NULL,
    enrolled INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE right_of (
    person BLOB NOT NULL,
    sid INTEGER NOT NULL,
    roles INTEGER NOT NULL,
    PRIMARY KEY (person, sid)
) STRICT, WITHOUT ROWID;

-- Accepted changes in the order of their numbers; a row is a run of one incarnation's changes, entry its bytes as pages
-- carry them, chain the hash over all rows up to it. seq is the number of the row's first change.
CREATE TABLE log (
    sid INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    count INTEGER NOT NULL,
    chain BLOB NOT NULL,
    entry BLOB NOT NULL,
    PRIMARY KEY (sid, seq)
) STRICT;

-- Every batch that was judged, with the verdict, so that the same batch gets the same word again.
CREATE TABLE received (
    sid INTEGER NOT NULL,
    iid INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    hash BLOB NOT NULL,
    quarantined TEXT NOT NULL,
    PRIMARY KEY (sid, iid, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    sid INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    manifest BLOB NOT NULL
) STRICT;
CREATE TABLE snapshot_segment (
    hash BLOB NOT NULL,
    sid INTEGER NOT NULL,
    PRIMARY KEY (hash, sid)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
    hash BLOB PRIMARY KEY,
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
