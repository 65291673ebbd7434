-- SPDX-License-Identifier: GPL-3.0-or-later
-- @scope
SELECT sid FROM scope WHERE scope = ?
-- @person
SELECT p.name, p.role, o.name FROM record r JOIN person p ON p.rid = r.rid
LEFT JOIN record q ON q.id = p.school LEFT JOIN organisation o ON o.rid = q.rid WHERE r.id = ?
-- @member
SELECT person_name, school_name, role FROM membership WHERE person = ? AND person_name <> ''
ORDER BY school_name = '', of LIMIT 1
-- @groups
SELECT r.id, g.name, g.name_en, g.sort, g.about, g.sid, (SELECT count(*) FROM membership n WHERE n.of = r.id)
FROM (SELECT DISTINCT of FROM membership WHERE person = ? AND of IS NOT NULL) m
JOIN record r ON r.id = m.of JOIN community_group g ON g.rid = r.rid ORDER BY g.name, r.id
-- @group_scope
SELECT g.sid FROM record r JOIN community_group g ON g.rid = r.rid WHERE r.id = ?
-- @latest
SELECT latest FROM post WHERE sid = ? AND shown = 1 ORDER BY latest DESC LIMIT 1 OFFSET ?
-- @first_sign
SELECT min(at) FROM (
    SELECT min(enrolled) AS at FROM enrolment WHERE person = ?1 AND enrolled > 0
    UNION ALL SELECT min((SELECT min(created) FROM post INDEXED BY post_by_author
        WHERE sid = s.sid AND author = ?1 AND created > 0)) FROM scope s
    UNION ALL SELECT min((SELECT min(created) FROM reply INDEXED BY reply_by_author
        WHERE sid = s.sid AND author = ?1 AND created > 0)) FROM scope s
    UNION ALL SELECT min(until) FROM read_marker WHERE sid = ?2 AND until > 0)
-- The walk is bounded and uses the index alone: ?1 group, ?2 since when, ?3 the reader, ?4 their private scope, ?5 bound.
-- @count_unread
SELECT count(*) FROM (SELECT id, latest, last_author FROM post WHERE sid = ?1 AND shown = 1 AND latest > ?2
    ORDER BY latest DESC LIMIT ?5) p
WHERE p.last_author <> ?3
    AND NOT EXISTS (SELECT 1 FROM read_marker m WHERE m.sid = ?4 AND m.thread = p.id AND m.until >= p.latest)
-- @unread
SELECT p.latest, p.id FROM (SELECT id, latest, last_author FROM post WHERE sid = ?1 AND shown = 1 AND latest > ?2
    ORDER BY latest DESC LIMIT ?5) p
WHERE p.last_author <> ?3
    AND NOT EXISTS (SELECT 1 FROM read_marker m WHERE m.sid = ?4 AND m.thread = p.id AND m.until >= p.latest)
ORDER BY p.latest DESC, p.id DESC LIMIT ?6
-- Columns of a thread: see Threads::row.
-- @threads
SELECT p.id, substr(s.scope, 2), p.title, substr(p.body, 1, 200), p.author, p.created, p.latest, p.replies,
    p.last_author, p.sid
FROM post p JOIN scope s ON s.sid = p.sid
WHERE p.sid = ?1 AND p.shown = 1 AND (p.latest, p.id) < (?2, ?3) ORDER BY p.latest DESC, p.id DESC LIMIT ?4
-- @thread
SELECT p.id, substr(s.scope, 2), p.title, substr(p.body, 1, 200), p.author, p.created, p.latest, p.replies,
    p.last_author, p.sid
FROM record r JOIN post p ON p.rid = r.rid JOIN scope s ON s.sid = p.sid WHERE r.id = ? AND p.shown = 1
-- @marker
SELECT max(until) FROM read_marker WHERE sid = ? AND thread = ?
-- Only the author corrects. The index is named because without statistics one of the others would be taken.
-- @correction
SELECT title, body, created FROM post INDEXED BY post_correction WHERE corrects = ?1 AND author = ?2 AND sid = ?3
UNION ALL SELECT '', body, created FROM reply INDEXED BY reply_correction
    WHERE corrects = ?1 AND author = ?2 AND sid = ?3
ORDER BY created DESC, body DESC LIMIT 1
-- @opening
SELECT p.body, p.deleted FROM record r JOIN post p ON p.rid = r.rid WHERE r.id = ?
-- @replies
SELECT r.id, y.answers, y.body, y.author, y.created FROM reply y JOIN record r ON r.rid = y.rid
WHERE y.thread = ? AND y.sid = ? AND y.corrects IS NULL
-- Threads in which somebody answered ?1 after ?1's last word there; a bounded number of ?1's newest messages.
-- @waiting
SELECT thread, since FROM (SELECT mine.thread, (
    SELECT max(y.created) FROM reply y
    WHERE y.thread = mine.thread AND y.sid = p.sid AND y.corrects IS NULL AND y.created > mine.said AND y.author <> ?1
        AND CASE WHEN y.answers IS NULL OR y.answers = mine.thread THEN p.author = ?1 ELSE EXISTS (
            SELECT 1 FROM record q JOIN reply w ON w.rid = q.rid WHERE q.id = y.answers AND w.author = ?1) END) AS since
FROM (
    SELECT thread, max(created) AS said FROM (
        SELECT o.id AS thread, o.created FROM (
            SELECT n.rid FROM scope s CROSS JOIN post n INDEXED BY post_by_author
            WHERE n.sid = s.sid AND n.author = ?1 AND n.corrects IS NULL ORDER BY n.created DESC LIMIT ?2)
        JOIN post o USING (rid)
        UNION ALL
        SELECT o.thread, o.created FROM (
            SELECT n.rid FROM scope s CROSS JOIN reply n INDEXED BY reply_by_author
            WHERE n.sid = s.sid AND n.author = ?1 AND n.corrects IS NULL ORDER BY n.created DESC LIMIT ?2)
        JOIN reply o USING (rid))
    GROUP BY thread) mine
JOIN record r ON r.id = mine.thread JOIN post p ON p.rid = r.rid
WHERE p.shown = 1 AND p.latest > mine.said LIMIT -1)
WHERE since IS NOT NULL ORDER BY since DESC, thread LIMIT ?3
-- @announcements
SELECT r.id, a.title, a.body, a.language, a.author, a.created FROM announcement a JOIN record r ON r.rid = a.rid
ORDER BY a.created DESC, r.id LIMIT ?
