-- SPDX-License-Identifier: GPL-3.0-or-later
-- @person
INSERT OR REPLACE INTO person (rid, sid, name, school, subject, grade, role) VALUES (?, ?, ?, ?, ?, ?, ?)
-- @organisation
INSERT OR REPLACE INTO organisation (rid, sid, name, parent, sort, name_en) VALUES (?, ?, ?, ?, ?, ?)
-- @community_group
INSERT OR REPLACE INTO community_group (rid, sid, name, sort, about, name_en) VALUES (?, ?, ?, ?, ?, ?)
-- @membership
INSERT OR REPLACE INTO membership (rid, sid, person, of, role, person_name, school_name) VALUES (?, ?, ?, ?, ?, ?, ?)
-- @plan
INSERT OR REPLACE INTO plan (rid, sid, title, starts, ends, target_minutes, state, notes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
-- @plan_item
INSERT OR REPLACE INTO plan_item
    (rid, sid, plan, goal, title, notes, due, target_minutes, state, course, position, spent_minutes, id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- @course
INSERT OR REPLACE INTO course
    (rid, sid, title, summary, language, subject, stage, minutes, licence, provider, package_hash, package_bytes,
     published, slug)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- @module
INSERT OR REPLACE INTO module (rid, sid, course, title, sort, position) VALUES (?, ?, ?, ?, ?, ?)
-- @activity
INSERT OR REPLACE INTO activity (rid, sid, course, module, title, file, minutes, position, type)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
-- @enrolment
INSERT OR REPLACE INTO enrolment (rid, sid, person, course, state, enrolled, activity, location, studied)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
-- @statement
INSERT OR REPLACE INTO statement (rid, sid, actor, verb, object, course, timestamp, duration_ms, location)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
-- @announcement
INSERT OR REPLACE INTO announcement (rid, sid, title, body, author, created, language) VALUES (?, ?, ?, ?, ?, ?, ?)
-- @preference
INSERT OR REPLACE INTO preference (rid, sid, name, value) VALUES (?, ?, ?, ?)
-- @read_marker
INSERT OR REPLACE INTO read_marker (rid, sid, thread, until) VALUES (?, ?, ?, ?)

-- @remove_person
DELETE FROM person WHERE rid = ?
-- @remove_organisation
DELETE FROM organisation WHERE rid = ?
-- @remove_community_group
DELETE FROM community_group WHERE rid = ?
-- @remove_membership
DELETE FROM membership WHERE rid = ?
-- @remove_plan
DELETE FROM plan WHERE rid = ?
-- @remove_plan_item
DELETE FROM plan_item WHERE rid = ?
-- @remove_course
DELETE FROM course WHERE rid = ?
-- @remove_module
DELETE FROM module WHERE rid = ?
-- @remove_activity
DELETE FROM activity WHERE rid = ?
-- @remove_enrolment
DELETE FROM enrolment WHERE rid = ?
-- @remove_statement
DELETE FROM statement WHERE rid = ?
-- @remove_announcement
DELETE FROM announcement WHERE rid = ?
-- @remove_preference
DELETE FROM preference WHERE rid = ?
-- @remove_read_marker
DELETE FROM read_marker WHERE rid = ?
-- @remove_post
DELETE FROM post WHERE rid = ?
-- @remove_reply
DELETE FROM reply WHERE rid = ?

-- @post
INSERT INTO post (rid, sid, created, latest, replies, shown, deleted, author, last_author, id, corrects, title, body)
VALUES (?1, ?2, ?3, ?3, 0, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10)
-- @replace_post
INSERT OR REPLACE INTO post
    (rid, sid, created, latest, replies, shown, deleted, author, last_author, id, corrects, title, body)
VALUES (?1, ?2, ?3, ?3, 0, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10)
-- @post_of_thread
SELECT p.rid, p.created, p.author FROM record r JOIN post p ON p.rid = r.rid WHERE r.id = ?1 AND p.sid = ?2
-- @last_reply
SELECT created, author FROM reply WHERE thread = ? AND sid = ? AND corrects IS NULL
ORDER BY created DESC, author DESC LIMIT 1
-- @answered_between
SELECT DISTINCT thread FROM reply INDEXED BY reply_by_thread WHERE sid = ?1 AND thread > ?2 AND thread <= ?3 AND corrects IS NULL
-- @count_replies
SELECT count(*) FROM reply WHERE thread = ? AND sid = ? AND corrects IS NULL
-- @set_thread
UPDATE post SET latest = ?2, last_author = ?3, replies = ?4,
    shown = corrects IS NULL AND (deleted = 0 OR ?4 > 0) WHERE rid = ?1
-- @reply
INSERT OR IGNORE INTO reply (rid, sid, created, author, thread, answers, corrects, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
-- @replace_reply
INSERT OR REPLACE INTO reply (rid, sid, created, author, thread, answers, corrects, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
-- @thread_of_reply
SELECT thread FROM reply WHERE rid = ?
-- A pair (created, author) and its maximum: the same whatever comes first.
-- @add_reply
UPDATE post SET replies = replies + 1,
    last_author = CASE WHEN ?3 > latest OR (?3 = latest AND ?4 > last_author) THEN ?4 ELSE last_author END,
    latest = max(latest, ?3),
    shown = corrects IS NULL
WHERE rid = (SELECT rid FROM record WHERE id = ?1) AND sid = ?2
