-- SPDX-License-Identifier: GPL-3.0-or-later
-- School hubs. At the central server: which there are, and for whom. At a hub: what it carries. At a PC: what hubs said.

CREATE TABLE hub (
    hub BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    organisation BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE hub_member (
    hub BLOB NOT NULL,
    person BLOB NOT NULL,
    PRIMARY KEY (hub, person)
) STRICT, WITHOUT ROWID;

-- At a hub: its members' devices, as the server certified them, with the latest grant of each.
CREATE TABLE hub_device (
    incarnation BLOB PRIMARY KEY,
    certificate BLOB NOT NULL,
    grant BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The scopes that it keeps the log of (its head in the table scope, its entries in the table log): the log begins behind
-- start; chain is the one there. wish: somebody asked for a snapshot that isn't here.
CREATE TABLE hub_scope (
    sid INTEGER PRIMARY KEY,
    start INTEGER NOT NULL,
    chain BLOB NOT NULL,
    wish INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Places in the log that the server signed: a page ends at one.
CREATE TABLE hub_place (
    sid INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (sid, seq)
) STRICT, WITHOUT ROWID;

-- A snapshot; whole where all its segments are here as files. One that isn't whole is being fetched.
CREATE TABLE hub_snapshot (
    sid INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    manifest BLOB NOT NULL,
    PRIMARY KEY (sid, whole)
) STRICT, WITHOUT ROWID;

-- Batches of members that the log here doesn't reach yet. judged: the server has spoken, they wait for its page.
CREATE TABLE hub_batch (
    sid INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    hash BLOB NOT NULL,
    judged INTEGER NOT NULL DEFAULT 0,
    batch BLOB NOT NULL,
    PRIMARY KEY (sid, incarnation, first)
) STRICT;

-- The server's words on members' batches, as it signed them.
CREATE TABLE hub_verdict (
    sid INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    hash BLOB NOT NULL,
    refused INTEGER NOT NULL,
    verdict BLOB NOT NULL,
    PRIMARY KEY (sid, incarnation, first)
) STRICT, WITHOUT ROWID;

-- Words that a device asked for and that aren't here: the server is asked for those from that change on.
CREATE TABLE hub_wish (
    sid INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    first INTEGER NOT NULL,
    PRIMARY KEY (sid, incarnation)
) STRICT, WITHOUT ROWID;

-- At a PC: through which own change a hub says that it holds them.
CREATE TABLE hub_receipt (
    sid INTEGER NOT NULL,
    hub BLOB NOT NULL,
    through INTEGER NOT NULL,
    PRIMARY KEY (sid, hub)
) STRICT, WITHOUT ROWID;

-- At a PC: what others wrote and the server hasn't confirmed, as a hub handed it on. Shown on top of the confirmed
-- state, and gone without trace where the server takes nothing of it.
CREATE TABLE unconfirmed (
    sid INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    dseq INTEGER NOT NULL,
    record BLOB NOT NULL,
    person BLOB NOT NULL,
    shown INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (sid, incarnation, dseq)
) STRICT;
CREATE INDEX unconfirmed_by_record ON unconfirmed (record);
