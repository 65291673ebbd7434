-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose words: with the scope first, what comes with a scope lies together. With the author first each part of a first
-- sync touched all of the index, which took a fifth of its time.
DROP INDEX post_by_author;
DROP INDEX reply_by_author;
CREATE INDEX post_by_author ON post (sid, author, created, corrects);
CREATE INDEX reply_by_author ON reply (sid, author, created, corrects);

-- At the central server: whether time was taken to make the segments small, and of which snapshot a segment was last.
ALTER TABLE snapshot ADD COLUMN dense INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshot_segment ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE snapshot_segment SET seq = ifnull((SELECT n.seq FROM snapshot n WHERE n.sid = snapshot_segment.sid), 0);
