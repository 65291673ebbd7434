-- SPDX-License-Identifier: GPL-3.0-or-later
-- Devices whose files came by USB stick: where each stood in the newest one, for its answer.

CREATE TABLE courier (
    incarnation BLOB PRIMARY KEY,
    -- Of its newest file, by the device's own numbering and clock; 0 where none came.
    number INTEGER NOT NULL,
    made_ms INTEGER NOT NULL,
    standing BLOB NOT NULL,
    -- The server's signed words on the batches of that file of which nothing was taken.
    refused BLOB NOT NULL,
    -- How many files were written for it.
    written INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
