# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# The server is killed (SIGKILL) at a named place and started again while the PC waits.
family 'The server dies'

# server_dies_under PC PLACE: the PC's sync gets through although the server died in the middle of it.
server_dies_under() {
    server_up "STAFFROOM_FAILPOINT=$2"
    begin_sync "$1"
    server_dies
    server_up
    end_sync
    ended_well 'the sync that the server died under'
}

# server_dies_in_sync PLACE: of li's PC, and all ends level.
server_dies_in_sync() {
    server_dies_under li "$1"
    heal
}

# server_dies_in_first_sync PLACE: of a blank PC, and all ends level.
server_dies_in_first_sync() {
    server_dies_under li-new "$1"
    heal_with li-new
}

# server_dies_enrolling PLACE: signing in, which a blank PC doesn't try twice by itself, fails in words; the second try goes through.
server_dies_enrolling() {
    server_up "STAFFROOM_FAILPOINT=$1"
    syncs li-new
    told link-cut 'check the address and the network'
    server_dies
    server_up
    first_sync_goes_through
    happened 'signing in ended with "check the address and the network"; the second try enrolled the PC'
}

row server-dies-before-taking 'SIGKILL before the commit of batches' 'they are sent again by the same sync, and are there once'
server-dies-before-taking() {
    server_dies_in_sync 'central-before-commit/taking batches in'
    happened 'started again, it took them from the same sync; level'
}

row server-dies-after-taking 'SIGKILL after the commit of batches, before the verdict' 'the PC sends again and gets the word it missed; nothing is doubled'
server-dies-after-taking() {
    server_dies_in_sync 'central-after-commit/taking batches in'
    happened 'the batch came again and got the same word; each post once'
}

row server-dies-before-verdicts 'SIGKILL when the verdicts are made, before they are sent' 'as before'
server-dies-before-verdicts() {
    server_dies_in_sync verdicts-before-answer
    happened 'the batch came again and got the same word; each post once'
}

row server-dies-before-page 'SIGKILL when a page is read, before it is sent' 'the same sync gets the page from the one started after it'
server-dies-before-page() {
    server_dies_in_sync page-before-answer
    happened 'started again, it gave the page to the same sync; level'
}

row server-dies-enrolling-before 'SIGKILL before a new device is kept' 'signing in fails in words and works at the next try'
server-dies-enrolling-before() { server_dies_enrolling 'central-before-commit/enrolling a device'; }

row server-dies-enrolling-after 'SIGKILL after a new device is kept, before it is told' 'the device without a PC does no harm; the next try enrols another'
server-dies-enrolling-after() { server_dies_enrolling 'central-after-commit/enrolling a device'; }

row server-dies-writing-segment 'SIGKILL when a segment is written and not renamed' 'no half segment is handed out; the snapshot is made again'
server-dies-writing-segment() {
    server_dies_in_first_sync 'file-before-rename/making a snapshot'
    happened 'made again after the start, the first sync went through'
}

row server-dies-keeping-snapshot-before 'SIGKILL when the segments are there and the manifest is not kept' 'the snapshot is made again'
server-dies-keeping-snapshot-before() {
    server_dies_in_first_sync 'central-before-commit/keeping a snapshot'
    happened 'made again after the start, the first sync went through'
}

row server-dies-keeping-snapshot-after 'SIGKILL when the manifest is kept and not sent' 'the kept one is handed out'
server-dies-keeping-snapshot-after() {
    server_dies_in_first_sync 'central-after-commit/keeping a snapshot'
    happened 'the kept snapshot was handed out; the first sync went through'
}

row server-dies-stopping 'SIGKILL on the way down, before the last checkpoint' 'what is only in the write-ahead log is there at the next start'
server-dies-stopping() {
    server_up STAFFROOM_FAILPOINT=server-before-checkpoint
    syncs_well li
    kill -TERM "$server_pid"
    server_dies
    [ -s "$work/server/server.db-wal" ] || fail 'there was no write-ahead log to lose'
    heal
    happened 'all was there at the next start'
}

row server-dies-often 'SIGKILL ten times under a first sync at 64 kbit/s, at 0.6 s after each start' 'the sync, begun again where it gave up, ends level'
server-dies-often() {
    local times under=0
    server_up
    pc li-new # signs in
    shape 64kbit
    begin_sync li-new
    for times in 1 2 3 4 5 6 7 8 9 10; do
        sleep 0.6
        if kill -0 "$sync_pid" 2>/dev/null; then under=$((under + 1)); fi
        server_killed
        server_up
        if [ "$times" -lt 10 ] && ! kill -0 "$sync_pid" 2>/dev/null; then
            end_sync
            begin_sync li-new
        fi
    done
    end_sync
    [ "$under" -ge 5 ] || fail "only $under of the kills hit a running sync"
    all_passes
    first_sync_goes_through
    happened 'it ended level'
}

row ctl-dies-adding-user 'SIGKILL of "staffroomctl user add" after the person and before the account' 'the same command again makes the whole of it'
ctl-dies-adding-user() {
    local -a command=("$ctl" user add --data "$work/server" --login zhao --name 赵 --school qiaotou --role teacher --groups east
        --password-file "$work/password")
    run env 'STAFFROOM_FAILPOINT=central-before-commit/saving an account' "${command[@]}"
    ended_with 137
    run "${command[@]}"
    ended_well 'adding the user again'
    server_up
    syncs_well li
    syncs zhao
    ended_well "the new teacher's first sync"
    heal li wang zhao
    happened 'the second run made the account; the teacher signed in and was level'
}

row ctl-dies-publishing-course 'SIGKILL of "staffroomctl import course" when the package is written and not yet under its name' \
    'nothing half is published; the same command again does it'
ctl-dies-publishing-course() {
    local -a command=("$ctl" import course --data "$work/server" "$source_root/resources/sample-county/courses/fractions")
    run env 'STAFFROOM_FAILPOINT=file-before-rename/taking a package in' "${command[@]}"
    ended_with 137
    run "$ctl" verify --data "$work/server"
    ended_well
    run "${command[@]}"
    ended_well 'importing again'
    [ -z "$(find "$work/server/blobs" -name 'incoming-*')" ] || fail 'the half package is still there'
    server_up
    heal
    happened 'the store was clean in between, the second run published the course, the half file went'
}
