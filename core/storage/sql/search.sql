-- SPDX-License-Identifier: GPL-3.0-or-later
-- @text_of
SELECT title, body FROM search_text WHERE rid = ?
-- @in_range
SELECT 1 FROM search_range WHERE low <= ?1 AND high >= ?1
-- @note
INSERT OR IGNORE INTO search_todo (rid, title, body) VALUES (?, ?, ?)
-- @noted
SELECT title, body FROM search_todo WHERE rid = ?
-- @unnote
DELETE FROM search_todo WHERE rid = ?
-- @next_todo
SELECT rid, title, body FROM search_todo ORDER BY rid DESC LIMIT ?
-- @any_todo
SELECT 1 FROM search_todo LIMIT 1
-- @ranges
SELECT high, low FROM search_range ORDER BY high DESC LIMIT 2
-- @newest
SELECT max(rid) FROM record
-- @add_range
INSERT OR REPLACE INTO search_range (high, low) VALUES (?, ?)
-- @remove_range
DELETE FROM search_range WHERE high = ?
-- @take_in
INSERT INTO search (rowid, title, body) SELECT rid, title, body FROM search_text WHERE rid BETWEEN ? AND ? ORDER BY rid
-- @put
INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)
-- @take_out
INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)
-- @candidates
SELECT rowid, staffroom_hits(search) FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?
-- @kind_of
SELECT kind, sid, id FROM record WHERE rid = ?
-- @post
SELECT title, created, corrects FROM post WHERE rid = ?
-- @reply
SELECT thread, created, corrects FROM reply WHERE rid = ?
-- @corrected
SELECT 1 FROM post INDEXED BY post_correction WHERE corrects = ?1 AND author = (SELECT author FROM post WHERE rid = ?2)
UNION ALL SELECT 1 FROM reply INDEXED BY reply_correction
    WHERE corrects = ?1 AND author = (SELECT author FROM reply WHERE rid = ?2) LIMIT 1
-- @thread_title
SELECT p.title FROM record r JOIN post p ON p.rid = r.rid WHERE r.id = ?
-- @course
SELECT published, provider FROM course WHERE rid = ?
-- @plan_item
SELECT i.plan, p.title FROM plan_item i LEFT JOIN record r ON r.id = i.plan LEFT JOIN plan p ON p.rid = r.rid
WHERE i.rid = ?
-- @announcement
SELECT created FROM announcement WHERE rid = ?
-- @place
SELECT coalesce(g.name, o.name, '') FROM scope s
LEFT JOIN record r ON r.id = substr(s.scope, 2)
LEFT JOIN community_group g ON g.rid = r.rid
LEFT JOIN organisation o ON o.rid = r.rid
WHERE s.sid = ?
