-- SPDX-License-Identifier: GPL-3.0-or-later
-- The truth: what is synced, how far, and what this store made itself. Read models (002, 003) follow from it.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB
) STRICT, WITHOUT ROWID;

-- A scope held here and the position in its log: at a replica the server's numbering taken in, at the server its head.
CREATE TABLE scope (
    sid INTEGER PRIMARY KEY,
    scope BLOB NOT NULL UNIQUE,
    roles INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL DEFAULT 0,
    chain BLOB NOT NULL,
    -- Own changes: how many were made, and through which number the server has them.
    last_own INTEGER NOT NULL DEFAULT 0,
    acknowledged INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE incarnation (
    iid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE record (
    rid INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    sid INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT;
CREATE INDEX record_by_scope ON record (sid, id);

-- Through which number each incarnation's changes of a scope are taken in.
CREATE TABLE seen (
    sid INTEGER NOT NULL,
    iid INTEGER NOT NULL,
    through INTEGER NOT NULL,
    PRIMARY KEY (sid, iid)
) STRICT, WITHOUT ROWID;

-- What was made here, kept for good (docs/decisions/0009).
-- outcome: 0 waits, 1 accepted, 2 rejected (reason: the error's name).
CREATE TABLE own_change (
    sid INTEGER NOT NULL,
    dseq INTEGER NOT NULL,
    record BLOB NOT NULL,
    made INTEGER NOT NULL,
    outcome INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    body BLOB NOT NULL,
    PRIMARY KEY (sid, dseq)
) STRICT;
CREATE INDEX own_change_waiting ON own_change (record, reason) WHERE outcome = 0;
CREATE INDEX own_change_rejected ON own_change (record) WHERE outcome = 2;
CREATE INDEX own_change_by_time ON own_change (made);
CREATE TABLE own_batch (
    sid INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (sid, first)
) STRICT, WITHOUT ROWID;

-- The state without own changes that wait, of records that have such: what is left when the server rejects them.
CREATE TABLE confirmed (
    record BLOB PRIMARY KEY,
    sid INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A snapshot being taken in: the signed manifest, the next segment, the greatest record id taken in so far.
CREATE TABLE rebase (
    sid INTEGER PRIMARY KEY,
    manifest BLOB NOT NULL,
    next INTEGER NOT NULL,
    last BLOB NOT NULL
) STRICT;

-- Records with more than one version of some field.
CREATE TABLE alternative (
    rid INTEGER PRIMARY KEY
) STRICT;

-- Unfinished texts, on this PC only.
CREATE TABLE draft (
    place BLOB PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
