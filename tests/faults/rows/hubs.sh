# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# A school's hub that dies, loses its disk or its links, or is put back; and a server that does so behind a hub.
family 'Hubs'

# hub_dies_at PLACE: under the sync of li's PC, which goes on with the hub that is started again; all ends level by the hub alone.
hub_dies_at() {
    school_up "STAFFROOM_FAILPOINT=$1"
    by_hub begin_sync li
    hub_dies
    hub_up
    sync_ends_well
    heal_by_hub
}

row hub-dies-before-taking "SIGKILL of the hub before the commit of a PC's batch" 'the same sync sends it again; it goes up once'
hub-dies-before-taking() {
    hub_dies_at 'hub-before-commit/taking a batch in'
    happened 'started again, it took the batch from the same sync; level'
}

row hub-dies-after-taking "SIGKILL of the hub after the commit of a PC's batch, before the receipt" 'the same sync sends it again and gets its receipt; it goes up once'
hub-dies-after-taking() {
    hub_dies_at 'hub-after-commit/taking a batch in'
    happened 'the batch came again and got its receipt; each post once'
}

row hub-dies-before-verdict "SIGKILL of the hub before the commit of the server's verdict on a PC's batch" 'the batch goes up again and gets the same word'
hub-dies-before-verdict() {
    hub_dies_at 'hub-before-commit/taking verdicts in'
    happened 'the batch went up again and got the same word; each post once'
}

row hub-dies-after-verdict "SIGKILL of the hub after the commit of the server's verdict" 'the author gets it from the hub that is started again'
hub-dies-after-verdict() {
    hub_dies_at 'hub-after-commit/taking verdicts in'
    happened 'the verdict came to the PC; level'
}

row hub-dies-before-grants 'SIGKILL of the hub before the commit of what its members may read' 'it asks again; until then it lets nobody in'
hub-dies-before-grants() {
    hub_dies_at 'hub-before-commit/taking grants in'
    happened 'the same sync came in when the grants were there; level'
}

row hub-dies-before-page 'SIGKILL of the hub before the commit of a page from the server' 'its log stays where it was; the page comes again'
hub-dies-before-page() {
    hub_dies_at 'hub-before-commit/taking a page in'
    happened 'the page came again; level'
}

row hub-dies-after-page 'SIGKILL of the hub after the commit of a page from the server' 'it goes on behind that page'
hub-dies-after-page() {
    hub_dies_at 'hub-after-commit/taking a page in'
    happened 'it went on from there; level'
}

# hub_dies_fetching_snapshot PLACE: for a blank PC that asks for it.
hub_dies_fetching_snapshot() {
    school_up "STAFFROOM_FAILPOINT=$1"
    by_hub syncs li-new
    hub_dies
    heal_by_hub li wang li-new
}

row hub-dies-writing-segment 'SIGKILL of the hub when a segment is written and not renamed' 'no half segment is handed out; it is fetched again'
hub-dies-writing-segment() {
    hub_dies_fetching_snapshot 'file-before-rename/keeping a part of a snapshot'
    happened 'fetched again; the blank PC ended level'
}

row hub-dies-keeping-snapshot 'SIGKILL of the hub when all segments are there and the snapshot is not kept' 'it is kept at the next exchange'
hub-dies-keeping-snapshot() {
    hub_dies_fetching_snapshot 'hub-before-commit/keeping a snapshot'
    happened 'kept after the start; the blank PC ended level'
}

row hub-dies-often 'SIGKILL of the hub ten times under the syncs of three PCs, one of them blank, at 0.3 s after each start' 'all end level'
hub-dies-often() {
    local name times pid struck=0
    local -a command syncing=()
    school_up
    for times in 1 2 3 4 5 6 7 8 9 10; do
        for name in li wang li-new; do
            by_hub sync_of "$name" >"$work/command"
            mapfile -t command <"$work/command"
            "${command[@]}" >>"$work/syncs.log" 2>&1 &
            syncing+=($!)
        done
        sleep 0.3
        for pid in "${syncing[@]}"; do
            if kill -0 "$pid" 2>/dev/null; then
                struck=$((struck + 1))
                break
            fi
        done
        hub_killed
        hub_up
    done
    wait "${syncing[@]}" || true # most were told that the hub isn't there
    [ "$struck" -ge 1 ] || fail 'no sync was under way at any of the 10 kills'
    heal_by_hub li wang li-new
    happened 'killed under running syncs; ended level'
}

row server-dies-under-hub "SIGKILL of the server after the commit of the hub's batches, before its verdicts" 'the hub sends again and gets the words it missed'
server-dies-under-hub() {
    hub_made
    server_up 'STAFFROOM_FAILPOINT=central-after-commit/taking batches in'
    hub_up
    by_hub syncs_well li
    server_dies
    server_up
    heal_by_hub
    happened 'the batches came again and got the same words; each post once'
}

row hub-disk-full "the hub's disk (a tmpfs) fills up, then work comes" 'the PC is told that there is no room and keeps its work; with room it goes up'
hub-disk-full() {
    mkdir "$work/hub"
    on_small_disk "$work/hub"
    school_up
    by_hub syncs_well wang
    pc li posts "$(cat "$work/group")" 300 'many more'
    ended_well
    fill "$work/hub" 40
    by_hub syncs li
    told server-full 'tell whoever looks after the server to make room'
    [ "$(unsent_of li)" -gt 300 ] || fail 'the PC takes its work for sent'
    more_room "$work/hub"
    heal_by_hub
    happened 'the PC was told "make room on its disk" and kept its work; with room it went up, and the hub fetched again'
}

row hub-disk-nearly-full "the hub's disk has 16 MiB, less than it keeps for its members' work" 'it fetches nothing more, and members still can send'
hub-disk-nearly-full() {
    mkdir "$work/hub"
    on_small_disk "$work/hub"
    school_up
    by_hub syncs_well li
    hub_meets_the_server
    [ "$(ask "$work/hub/hub.db" 'SELECT count(*) FROM log')" -eq 0 ] || fail 'the hub fetched onto a disk that is nearly full'
    grep -q 'what is left is kept for what they make themselves' "$work/hub.log" || fail 'the hub does not say why it fetches nothing'
    nothing_waits li
    holds_unsent li 0
    more_room "$work/hub"
    heal_by_hub
    happened "the three posts went up and their verdicts came back; the hub fetched nothing until there was room"
}

row hub-burns-in-a-session "SIGKILL of the hub in the middle of a PC's sync (halted there by SIGSTOP); its folder is gone" \
    'the PC is told, goes to the server with the same batches, and to a new hub with the same kit'
hub-burns-in-a-session() {
    school_up
    hub_meets_the_server
    by_hub begin_sync li 'STAFFROOM_FAILPOINT=replica-before-commit/beginning a snapshot=stop'
    local halted
    halted=$(wait_for_halted "$ctl")
    hub_killed
    rm -rf "$work/hub"
    kill -CONT "$halted"
    end_sync
    told host-unreachable 'check the address and the network'
    syncs_well li
    heal_by_hub
    happened '"check the address and the network" was told; the server took the same batches, once; the new hub ended level too'
}

row hub-replaced-before-the-verdict "SIGKILL of the hub when the server has judged a PC's batch and the PC was not told; an empty one with the same kit is started" \
    'the PC gets the verdict from the new one within seconds, though its next exchange with the server is an hour away'
hub-replaced-before-the-verdict() {
    school_up
    by_hub syncs_well li
    hub_meets_the_server
    hub_killed
    rm -rf "$work/hub"
    holds_unsent li 3
    hub_every=3600
    hub_up
    by_hub syncs li
    if [ "$status" -ne 0 ]; then says "$hub_fetches"; fi
    sleep 3
    by_hub syncs_well li
    holds_unsent li 0
    hub_every=1
    heal_by_hub
    happened 'the first sync was told to come again, the second one got the verdict'
}

row hub-link-gone-for-5-s "all packets between PC and hub dropped for 5 s in the middle of a sync" 'the same sync goes on when the link is back'
hub-link-gone-for-5-s() {
    school_up
    hub_meets_the_server
    by_hub begin_sync li 'STAFFROOM_FAILPOINT=replica-before-commit/beginning a snapshot=stop'
    local halted
    halted=$(wait_for_halted "$ctl")
    cut_off "$hub_port"
    kill -CONT "$halted"
    sleep 5
    kill -0 "$sync_pid" 2>/dev/null || fail 'the sync was over while the link was gone'
    all_passes
    sync_ends_well
    heal_by_hub
    happened 'the same sync went on; level'
}

row hub-without-server "all packets between hub and server dropped while two PCs write and sync by the hub" \
    "they see each other's work, marked; nothing is taken for confirmed; with the link back all goes up"
hub-without-server() {
    school_up
    hub_meets_the_server
    by_hub syncs_well wang
    cut_off "$outer"
    saves li 'while the line was dead'
    by_hub syncs_well li
    says ', 4 waiting there, 0 here'
    by_hub syncs_well wang
    local store
    store=$(profile_of wang)/store.db
    has "$store" 'while the line was dead'
    [ "$(ask "$store" 'SELECT count(*) FROM unconfirmed WHERE shown = 1')" -eq 4 ] || fail 'what is shown is not what li sent'
    saves wang 'an answer on the dead line'
    by_hub syncs_well wang
    by_hub syncs_well li
    has "$(profile_of li)/store.db" 'an answer on the dead line'
    holds_unsent li 4
    all_passes
    heal_by_hub
    [ "$(ask "$store" 'SELECT count(*) FROM unconfirmed')" -eq 0 ] || fail 'confirmed work is still kept as unconfirmed'
    happened "each saw the other's posts as unconfirmed; with the link back they were confirmed, each once"
}

row hub-put-back "the hub's folder is put back to a copy from before today's syncs" \
    'it fetches what it lost; a receipt that it gave and lost settles nothing: the PC sends again'
hub-put-back() {
    school_up
    hub_meets_the_server
    hub_down
    keep_copy_of "$work/hub"
    hub_up
    saves wang 'of today'
    nothing_waits wang li
    cut_off "$outer"
    saves li 'at the hub only'
    by_hub syncs_well li
    says ', 1 waiting there, 0 here'
    hub_killed
    put_back "$work/hub"
    all_passes
    saves li 'after the hub was put back'
    heal_by_hub
    happened 'the hub caught up with the server, the post that only it and the PC had came again from the PC; level'
}

entries_of_hub() {
    ask "$work/hub/hub.db" 'SELECT (SELECT count(*) FROM log) + (SELECT count(*) FROM hub_batch) + (SELECT count(*) FROM hub_verdict)'
}

row hub-log-cut "the killed hub's write-ahead log loses its second half" 'what is lost comes again, from the PCs and from the server'
hub-log-cut() {
    school_up
    by_hub syncs_well li
    by_hub syncs_well wang
    hub_meets_the_server
    hub_killed
    local log=$work/hub/hub.db-wal before after
    [ "$(stat -c %s "$log")" -gt 100000 ] || fail 'there is no write-ahead log to cut'
    before=$(entries_of_hub)
    cut_in_half "$log"
    after=$(entries_of_hub 2>/dev/null) # nothing where the tables themselves were in it
    [ "${after:-0}" -lt "$before" ] || fail "nothing was lost: $before and $after entries"
    heal_by_hub
    happened 'what was lost came again; level'
}

row hub-page-damaged "a page of the hub's store is overwritten with garbage" 'it does not start on it and says what to do; a new one with the same kit takes its place'
hub-page-damaged() {
    school_up
    by_hub syncs_well li
    hub_meets_the_server
    hub_down
    damage "$work/hub/hub.db" log
    rm -f "$work/hub/hub.db.checked"
    hub_refuses_to_start storage-damaged 'keep the folder as it is'
    mv "$work/hub" "$work/hub-damaged"
    heal_by_hub
    happened 'it ended with 1 and "keep the folder as it is"; a new one with the same kit ended level'
}

row server-put-back-under-hub "the server's folder is put back to a copy (and restored) while hub and PCs have more" \
    'PCs that talk to it once send again what it lost; then the hub serves all again'
server-put-back-under-hub() {
    hub_made
    keep_copy_of "$work/server"
    server_up --log-level debug
    hub_up
    saves li 'of today'
    nothing_waits li wang
    stop_all
    put_back "$work/server"
    run "$ctl" restored --data "$work/server"
    ended_well
    server_lost_data=yes
    saves li 'after the server was put back'
    server_up --log-level debug
    hub_up
    local name
    for name in li wang; do
        by_hub syncs "$name"
        syncs_well "$name"
    done
    heal_by_hub
    happened 'what it had lost came again from the PCs; hub and PCs ended level'
}
