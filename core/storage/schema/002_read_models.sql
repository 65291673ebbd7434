-- SPDX-License-Identifier: GPL-3.0-or-later
-- Read models: one typed table a kind, written in the transaction of the truth and rebuilt from it at any time. rid is
-- the row of the record. References are 16-byte ids, because what they name may arrive later. No foreign keys.

CREATE TABLE person (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    name TEXT NOT NULL,
    school BLOB,
    subject TEXT NOT NULL,
    grade TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    name TEXT NOT NULL,
    parent BLOB,
    sort TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT;

CREATE TABLE community_group (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    name TEXT NOT NULL,
    sort TEXT NOT NULL,
    about TEXT NOT NULL,
    name_en TEXT NOT NULL
) STRICT;

CREATE TABLE membership (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    person BLOB,
    of BLOB,
    role TEXT NOT NULL,
    person_name TEXT NOT NULL,
    school_name TEXT NOT NULL
) STRICT;
CREATE INDEX membership_by_person ON membership (person, of);
CREATE INDEX membership_by_whole ON membership (of);

CREATE TABLE plan (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    title TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    target_minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE INDEX plan_by_scope ON plan (sid);

CREATE TABLE plan_item (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    plan BLOB,
    goal TEXT NOT NULL,
    title TEXT NOT NULL,
    notes TEXT NOT NULL,
    due TEXT NOT NULL,
    target_minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    course BLOB,
    position INTEGER NOT NULL,
    spent_minutes INTEGER NOT NULL,
    id BLOB NOT NULL
) STRICT;
CREATE INDEX plan_item_by_plan ON plan_item (plan, position);
CREATE INDEX plan_item_due ON plan_item (sid, due, position) WHERE state <> 'done' AND due <> '';

CREATE TABLE course (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    stage TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    licence TEXT NOT NULL,
    provider TEXT NOT NULL,
    package_hash BLOB,
    package_bytes INTEGER NOT NULL,
    published INTEGER NOT NULL,
    slug TEXT NOT NULL
) STRICT;

CREATE TABLE module (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    course BLOB,
    title TEXT NOT NULL,
    sort TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX module_by_course ON module (course, position);

CREATE TABLE activity (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    course BLOB,
    module BLOB,
    title TEXT NOT NULL,
    file TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL
) STRICT;
CREATE INDEX activity_by_course ON activity (course, position);

CREATE TABLE enrolment (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    person BLOB,
    course BLOB,
    state TEXT NOT NULL,
    enrolled INTEGER NOT NULL,
    activity BLOB,
    location TEXT NOT NULL,
    studied INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_by_person ON enrolment (person, course);

CREATE TABLE statement (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    actor BLOB,
    verb TEXT NOT NULL,
    object BLOB,
    course BLOB,
    timestamp INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    location TEXT NOT NULL
) STRICT;
CREATE INDEX statement_by_course ON statement (actor, course, timestamp, duration_ms);
CREATE INDEX statement_completed ON statement (actor, course, object)
    WHERE verb = 'http://adlnet.gov/expapi/verbs/completed';

-- An opening post carries what a list of threads needs: latest, last_author and replies follow from the replies that are
-- here, whichever came first. shown: it heads a thread (no correction; not deleted, or answered). The long columns are
-- last, so that a list doesn't follow overflow pages. id is kept for paging, read markers and corrections.
CREATE TABLE post (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    created INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    replies INTEGER NOT NULL,
    shown INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    author BLOB NOT NULL,
    last_author BLOB NOT NULL,
    id BLOB NOT NULL,
    corrects BLOB,
    title TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
-- Covers counting what is unread: lists of 10,000s of threads are walked without their rows.
CREATE INDEX post_by_latest ON post (sid, latest, id, last_author, shown) WHERE shown = 1;
CREATE INDEX post_by_author ON post (author, created);
CREATE INDEX post_correction ON post (corrects) WHERE corrects IS NOT NULL;

CREATE TABLE reply (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    created INTEGER NOT NULL,
    author BLOB NOT NULL,
    thread BLOB NOT NULL,
    answers BLOB,
    corrects BLOB,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX reply_by_thread ON reply (thread, sid, created) WHERE corrects IS NULL;
CREATE INDEX reply_by_author ON reply (author, created);
CREATE INDEX reply_correction ON reply (corrects) WHERE corrects IS NOT NULL;

CREATE TABLE announcement (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    created INTEGER NOT NULL,
    author BLOB,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX announcement_by_time ON announcement (created);

-- value: the encoded CBOR item.
CREATE TABLE preference (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL
) STRICT;
CREATE INDEX preference_by_name ON preference (sid, name);

-- Preferences named "read/<thread>": how far (ms since 1970) the owner of the scope has read. In a table of their own
-- because there are as many as threads.
CREATE TABLE read_marker (
    rid INTEGER PRIMARY KEY,
    sid INTEGER NOT NULL,
    thread BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX read_marker_by_thread ON read_marker (sid, thread, until);
