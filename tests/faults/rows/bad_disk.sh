# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Disks that are full, fail, or lie. The shim (shim.c) is loaded before the program.
family 'Disks'

row pc-disk-full-saving "the PC's disk (a tmpfs) fills up, then a long post is saved" 'the post is refused in words, what was saved stays; with room it can be saved'
pc-disk-full-saving() {
    on_small_disk "$work/li"
    fill "$work/li" 200
    pc li posts "$(cat "$work/group")" 2000 'too many'
    failed_as disk-full
    local kept
    kept=$(ask "$(profile_of li)/store.db" "SELECT count(*) FROM post WHERE title LIKE 'too many %'")
    ((kept > 0 && kept < 2000)) || fail "$kept of 2000 posts were kept"
    rm "$work/li/filler"
    saves li 'with room again'
    server_up
    heal
    [ "$(ask "$work/server/server.db" "SELECT count(*) FROM post WHERE title LIKE 'too many %'")" -eq "$kept" ] ||
        fail 'other posts came to the server than were saved'
    happened 'disk-full was told; the posts saved before it, and only those, came to the server'
}

row pc-disk-full-opening "the PC's disk is full to the last byte, then the program is started" \
    'it opens, and there is room for own work: the program has kept some'
pc-disk-full-opening() {
    on_small_disk "$work/li"
    fill "$work/li"
    saves li 'on a full disk'
    pc li posts "$(cat "$work/group")" 20 'twenty more'
    ended_well
    server_up
    syncs_well li
    rm "$work/li/filler"
    heal
    happened 'it opened; 21 posts were saved and sent on a disk without a free byte'
}

row pc-disk-full-without-reserve "the same, and what the program had kept is used up too" 'the full disk is told; nothing is lost'
pc-disk-full-without-reserve() {
    on_small_disk "$work/li"
    rm "$(profile_of li)/reserve"
    fill "$work/li"
    server_up
    syncs li
    told disk-full 'make room on the disk'
    rm "$work/li/filler"
    heal
    happened '"make room on the disk" was told; with room all was there'
}

row pc-disk-full-first-sync "a first sync onto a disk with 700 KiB" 'it is told, what came is kept, and with room it goes on'
pc-disk-full-first-sync() {
    mkdir "$work/li-new"
    on_small_disk "$work/li-new"
    fill "$work/li-new" 700
    server_up
    syncs li-new
    told disk-full 'make room on the disk'
    rm "$work/li-new/filler"
    first_sync_goes_through
    happened '"make room on the disk" was told; with room it went on and ended level'
}

row server-disk-full-push "the server's disk fills up, then work comes" 'the server says 507, the PC keeps its work and says that the server is full; with room it is sent'
server-disk-full-push() {
    on_small_disk "$work/server"
    server_up
    pc li posts "$(cat "$work/group")" 300 'many more'
    ended_well
    fill "$work/server" 40
    syncs li
    told server-full 'tell whoever looks after the server to make room'
    [ "$(unsent_of li)" -gt 0 ] || fail 'the PC takes its work for sent'
    rm "$work/server/filler"
    heal
    happened 'the PC was told that the server is full and kept its work; with room it was sent'
}

row server-disk-full-reading "the server's disk is full, then a PC that has nothing to send comes" 'what the server has can still be read'
server-disk-full-reading() {
    server_up
    syncs_well li
    stop_all
    on_small_disk "$work/server"
    server_up
    fill "$work/server"
    syncs wang
    ended_well 'reading from a full server'
    rm "$work/server/filler"
    heal
    happened 'the PC got what was new'
}

row server-disk-full-snapshot "the server's disk is full, then a blank PC needs a snapshot that isn't made yet" 'the PC is told; with room the first sync goes through'
server-disk-full-snapshot() {
    on_small_disk "$work/server"
    server_up
    pc li-new
    ended_well 'signing in'
    fill "$work/server"
    syncs li-new
    told server-full 'tell whoever looks after the server to make room'
    rm "$work/server/filler"
    first_sync_goes_through
    happened 'the PC was told that the server is full; with room the first sync went through'
}

row server-disk-full-starting "the server is started on a full disk" 'it starts and serves who reads: it has kept room for that'
server-disk-full-starting() {
    on_small_disk "$work/server"
    fill "$work/server"
    server_up
    syncs wang
    ended_well 'reading from a full server'
    rm "$work/server/filler"
    heal
    happened 'it started, and a PC fetched what was new'
}

row server-disk-full-without-reserve "the same, and what the server had kept is used up too" 'it says that the disk is full and ends with 1'
server-disk-full-without-reserve() {
    on_small_disk "$work/server"
    rm "$work/server/reserve"
    fill "$work/server"
    refuses_to_start 'make room on the disk'
    rm "$work/server/filler"
    heal
    happened 'it ended with 1 and "make room on the disk"'
}

# pc_disk_fails CODE CALL PATH WITH [VARIABLE=VALUE …]: a post is saved meanwhile; that is told, and it's not there or there whole.
pc_disk_fails() {
    on_bad_disk "${@:2}"
    pc li "${bad_disk[@]}" post "$(cat "$work/group")" 'on a bad disk'
    done_wrong
    failed_as "$1"
    saves li 'when it was mended'
    server_up
    heal
}

row pc-write-fails-saving "write() to the PC's log fails with EIO while a post is saved" 'the save fails in words; what was saved before and after is there'
pc-write-fails-saving() {
    pc_disk_fails storage-failed write store.db-wal EIO
    happened 'storage-failed was told; all that was saved before and after came to the server'
}

row pc-no-space-saving "write() to the PC's log fails with ENOSPC in the middle of a post" 'disk-full is told; what was saved before and after is there'
pc-no-space-saving() {
    pc_disk_fails disk-full write store.db-wal ENOSPC FAULT_SKIP=2
    happened 'disk-full was told; all that was saved before and after came to the server'
}

row pc-fsync-fails-saving "fsync() of the PC's log fails with EIO while a post is saved" 'the save is not called done'
pc-fsync-fails-saving() {
    pc_disk_fails storage-failed fsync store.db-wal EIO
    happened 'storage-failed was told; all that was saved before and after came to the server'
}

row pc-read-fails "read() of the PC's store fails with EIO" 'the failure is told; nothing is changed'
pc-read-fails() {
    pc_disk_fails storage-damaged read store.db EIO FAULT_SKIP=8
    happened 'the check at the start met it and told storage-damaged; all that was saved before and after came to the server'
}

row pc-short-writes "each write() to the PC's store and log takes half of what it is given" 'nothing is noticed'
pc-short-writes() {
    on_bad_disk write store.db short
    server_up
    pc li "${bad_disk[@]}" post "$(cat "$work/group")" 'in halves' sync
    ended_well
    done_wrong 10
    printf 'in halves\n' >>"$work/saved"
    heal
    happened 'post and sync went through'
}

row pc-segment-write-fails "write() of a snapshot's segment fails with EIO during a first sync" 'the failure is told; the next sync goes on'
pc-segment-write-fails() {
    on_bad_disk write /segments/ EIO
    server_up
    syncs li-new "${bad_disk[@]}"
    done_wrong
    told storage-failed 'check the disk'
    first_sync_goes_through
    happened '"check the disk" was told; the next sync went through'
}

row pc-page-write-fails "write() to the PC's log fails with EIO while a page is taken in" 'the failure is told, cursor and data stay together; the next sync goes on'
pc-page-write-fails() {
    on_bad_disk write store.db-wal EIO "FAULT_WHEN=$work/bad"
    server_up
    begin_sync li "${bad_disk[@]}" 'STAFFROOM_FAILPOINT=replica-before-commit/taking a page in=stop'
    local halted
    halted=$(wait_for_halted "$ctl")
    touch "$work/bad"
    kill -CONT "$halted"
    end_sync
    done_wrong
    told storage-failed 'check the disk'
    heal
    happened '"check the disk" was told; the next sync went through'
}

row pc-profile-fsync-fails "fsync() of the PC's profile fails with EIO when it is opened" 'the profile that was there stays whole'
pc-profile-fsync-fails() {
    on_bad_disk fsync /profile.new EIO
    pc li "${bad_disk[@]}" post "$(cat "$work/group")" 'beside a bad profile'
    done_wrong
    if [ "$status" -eq 0 ]; then printf 'beside a bad profile\n' >>"$work/saved"; else failed_as storage-failed; fi
    server_up
    heal
    happened 'the profile was whole; all that was saved came to the server'
}

# server_disk_fails PC CALL PATH WITH [VARIABLE=VALUE …]: the PC's sync meets it; afterwards $status is the sync's.
server_disk_fails() {
    on_bad_disk "${@:2}"
    server_up "${bad_disk[@]}"
    syncs "$1"
    done_wrong
}

row server-write-fails "write() to the server's log fails with EIO for good" "nothing is acknowledged; the PC is told of the server's trouble, not of its own disk"
server-write-fails() {
    server_disk_fails li write server.db-wal EIO
    told server-failed 'tell whoever looks after the server'
    holds_unsent li 3
    logged 'storage-failed'
    heal
    happened "the PC kept its three posts and was told that the server has a fault of its own; the server's log has the reason"
}

row server-fsync-fails "fsync() of the server's log fails with EIO for good" 'nothing is acknowledged that is not durable'
server-fsync-fails() {
    server_disk_fails li fsync server.db-wal EIO
    told server-failed 'tell whoever looks after the server'
    holds_unsent li 3
    heal
    happened 'the PC kept its three posts and was told; mended, they were sent, once'
}

row server-write-fails-once "one write() to the server's log fails with EIO" 'the batch is taken at the next sync at the latest'
server-write-fails-once() {
    server_disk_fails li write server.db-wal EIO FAULT_TIMES=1
    [ "$status" -eq 0 ] || told server-failed 'tell whoever looks after the server'
    syncs li
    ended_well 'the next sync'
    heal
    happened 'the next sync went through on the same server'
}

row server-read-fails "read() of the server's store fails with EIO for good" 'the PC is told, keeps its work and its copy'
server-read-fails() {
    on_bad_disk read server.db EIO "FAULT_WHEN=$work/bad"
    server_up "${bad_disk[@]}"
    touch "$work/bad"
    syncs li-new
    done_wrong
    told server-failed 'tell whoever looks after the server'
    server_killed
    server_up
    first_sync_goes_through
    happened 'the PC was told that the server has a fault of its own; mended, it went through'
}

row server-short-writes "each write() to the server's store and log takes half of what it is given" 'nothing is noticed'
server-short-writes() {
    server_disk_fails li write server.db short
    ended_well
    heal
    happened 'the sync went through, the store is clean'
}

row server-segment-write-fails "write() of a segment fails with EIO on the server" 'the PC is told; mended, the snapshot is made'
server-segment-write-fails() {
    server_disk_fails li-new write /snapshots/ EIO
    told server-failed 'tell whoever looks after the server'
    server_restarts
    first_sync_goes_through
    happened 'the PC was told that the server has a fault of its own; mended, the first sync went through'
}
