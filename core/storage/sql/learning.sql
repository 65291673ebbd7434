-- SPDX-License-Identifier: GPL-3.0-or-later
-- @scope
SELECT sid FROM scope WHERE scope = ?
-- @plans
SELECT r.id, p.title, p.starts, p.ends, p.target_minutes, p.state, p.notes
FROM plan p JOIN record r ON r.rid = p.rid WHERE p.sid = ? ORDER BY p.starts DESC, r.id DESC
-- Columns of an item: see itemOf in learning_reads.cpp.
-- @items_of_plan
SELECT i.id, i.plan, i.goal, i.title, i.notes, i.due, i.target_minutes, i.spent_minutes, i.state, i.course, i.position,
    i.rid, i.sid
FROM plan_item i
WHERE i.plan = ?1 AND i.sid = (SELECT p.sid FROM record q JOIN plan p ON p.rid = q.rid WHERE q.id = ?1)
ORDER BY i.position, i.due = '', i.due, i.id
-- @item
SELECT i.id, i.plan, i.goal, i.title, i.notes, i.due, i.target_minutes, i.spent_minutes, i.state, i.course, i.position,
    i.rid, i.sid
FROM record r JOIN plan_item i ON i.rid = r.rid WHERE r.id = ?
-- @due_items
SELECT i.id, i.plan, i.goal, i.title, i.notes, i.due, i.target_minutes, i.spent_minutes, i.state, i.course, i.position,
    i.rid, i.sid
FROM plan_item i
WHERE i.sid = ?1 AND i.state <> 'done' AND i.due <> '' AND i.due <= ?2 ORDER BY i.due, i.position, i.rid
-- @plan_states
SELECT r.id, p.state FROM plan p JOIN record r ON r.rid = p.rid WHERE p.sid = ?
-- @alternatives
SELECT a.rid FROM alternative a CROSS JOIN plan_item i ON i.rid = a.rid
-- @owner
SELECT substr(scope, 2) FROM scope WHERE sid = ?
-- @studied
SELECT course, sum(duration_ms), max(timestamp) FROM statement WHERE actor = ? GROUP BY course
-- CROSS JOIN: from the few courses to their records, not the other way.
-- @courses
SELECT r.id, c.title, c.summary, c.language, c.subject, c.stage, c.licence, c.provider, c.minutes, c.package_bytes,
    c.package_hash, c.published
FROM course c CROSS JOIN record r ON r.rid = c.rid ORDER BY c.title, r.id
-- @course
SELECT r.id, c.title, c.summary, c.language, c.subject, c.stage, c.licence, c.provider, c.minutes, c.package_bytes,
    c.package_hash, c.published
FROM record r JOIN course c ON c.rid = r.rid WHERE r.id = ?
-- @count_activities
SELECT course, count(*) FROM activity GROUP BY course
-- @completed
SELECT DISTINCT s.course, s.object FROM statement s
WHERE s.actor = ? AND s.verb = 'http://adlnet.gov/expapi/verbs/completed'
    AND EXISTS (SELECT 1 FROM record r JOIN activity a ON a.rid = r.rid WHERE r.id = s.object AND a.course = s.course)
-- @enrolments
SELECT course, studied, activity, location FROM enrolment WHERE person = ? AND state <> 'withdrawn'
-- @modules
SELECT r.id, m.title, m.sort FROM module m JOIN record r ON r.rid = m.rid WHERE m.course = ? ORDER BY m.position, r.id
-- @activities
SELECT r.id, a.module, a.title, a.file, a.type, a.minutes FROM activity a JOIN record r ON r.rid = a.rid
WHERE a.course = ? ORDER BY a.position, r.id
