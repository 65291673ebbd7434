-- SPDX-License-Identifier: GPL-3.0-or-later
-- The text index, filled behind. It keeps no text: rows are taken out by naming the text they were put in with.

CREATE VIRTUAL TABLE search USING fts5(title, body, content = '', tokenize = 'staffroom');

-- Which rows of record are in the index: all of low to high. Filled from the newest down, so there are few.
CREATE TABLE search_range (
    high INTEGER PRIMARY KEY,
    low INTEGER NOT NULL
) STRICT;

-- Rows inside a range whose text has changed since: the text the index has (null: none).
CREATE TABLE search_todo (
    rid INTEGER PRIMARY KEY,
    title TEXT,
    body TEXT
) STRICT;

-- What can be found.
CREATE VIEW search_text (rid, title, body) AS
    SELECT rid, title, body FROM post WHERE deleted = 0
    UNION ALL SELECT rid, '', body FROM reply
    UNION ALL SELECT rid, title, summary FROM course
    UNION ALL SELECT rid, title, goal || char(10) || notes FROM plan_item
    UNION ALL SELECT rid, title, body FROM announcement;
