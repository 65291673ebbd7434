-- SPDX-License-Identifier: GPL-3.0-or-later
-- Rejected work whose author has seen that, and how many rejected changes of the record that were: more count again.
CREATE TABLE rejection_seen (
    record BLOB PRIMARY KEY,
    changes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything made here, under whatever name; rejected: by the server, or its scope was left before it was sent.
DROP VIEW made_here;
CREATE VIEW made_here (sid, record, made, outcome, reason, body, rejected) AS
    SELECT sid, record, made, outcome, reason, body, outcome = 2 OR (outcome = 0 AND reason IS NOT NULL) FROM own_change
    UNION ALL SELECT sid, record, made, outcome, reason, body, outcome = 2 FROM earlier_change;
CREATE INDEX own_change_by_record ON own_change (record);
CREATE INDEX earlier_change_by_record ON earlier_change (record);
CREATE INDEX earlier_change_by_time ON earlier_change (made);

-- How many rejected changes each record has; by the partial indexes, as they are few.
CREATE VIEW rejected_here (record, changes) AS
    SELECT record, count(*) FROM (
        SELECT record FROM own_change WHERE outcome = 2
        UNION ALL SELECT record FROM own_change WHERE outcome = 0 AND reason IS NOT NULL
        UNION ALL SELECT record FROM earlier_change WHERE outcome = 2)
    GROUP BY record;
-- Preferences (kind 15) are shown to nobody.
CREATE VIEW rejected_unseen (record) AS
    SELECT h.record FROM rejected_here h LEFT JOIN rejection_seen s ON s.record = h.record LEFT JOIN record r ON r.id = h.record
    WHERE r.kind IS NOT 15 AND h.changes > ifnull(s.changes, 0);

-- What came last was kept with its names, which outlived a scope that was left.
DELETE FROM meta WHERE name = 'arrivals';
