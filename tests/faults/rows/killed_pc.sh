# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# The PC's program is killed (SIGKILL) at a named place.
family 'The PC dies'

row pc-dies-before-saving 'SIGKILL before the commit of a post' 'the post is not there, nor half of it; work goes on'
pc-dies-before-saving() {
    dies replica-before-commit/saving pc li post "$(cat "$work/group")" 'never saved'
    saves li 'the next one'
    server_up
    heal
    is_nowhere 'never saved'
    happened 'the post under way was gone, the three before and the one after came to the server'
}

row pc-dies-after-saving 'SIGKILL right after the commit of a post' 'the post is there and is sent, once'
pc-dies-after-saving() {
    dies replica-after-commit/saving pc li post "$(cat "$work/group")" 'just saved'
    printf 'just saved\n' >>"$work/saved"
    server_up
    heal
    happened 'the post was there at the next start and came to the server once'
}

# dies_in_sync PLACE: killed there, healed; for rows that differ in nothing but the place.
dies_in_sync() {
    server_up
    dies "$1" syncs li
    heal
    happened "the next sync went on from there: level, each of the three waiting posts once"
}

row pc-dies-before-sealing 'SIGKILL before the batches of what waits are kept' 'they are sealed anew and sent, once'
pc-dies-before-sealing() { dies_in_sync 'replica-before-commit/sealing what was made here'; }

row pc-dies-after-sealing 'SIGKILL after the batches are kept, before they are sent' 'the same batches are sent, once'
pc-dies-after-sealing() { dies_in_sync 'replica-after-commit/sealing what was made here'; }

row pc-dies-before-verdict 'SIGKILL before the commit of a verdict: the server has the batch, the PC does not know' \
    'the batch is sent again and gets the same word; nothing is doubled'
pc-dies-before-verdict() { dies_in_sync 'replica-before-commit/taking a verdict in'; }

row pc-dies-after-verdict 'SIGKILL after the commit of a verdict' 'what is acknowledged is at the server; the rest follows'
pc-dies-after-verdict() { dies_in_sync 'replica-after-commit/taking a verdict in'; }

row pc-dies-before-rights 'SIGKILL before the commit of the heads' 'the next sync compares anew'
pc-dies-before-rights() { dies_in_sync 'replica-before-commit/taking rights in'; }

row pc-dies-before-page 'SIGKILL before the commit of a page' 'cursor and data both stay; the page comes again'
pc-dies-before-page() { dies_in_sync 'replica-before-commit/taking a page in'; }

row pc-dies-after-page 'SIGKILL after the commit of a page' 'cursor and data are both there; nothing is taken twice'
pc-dies-after-page() { dies_in_sync 'replica-after-commit/taking a page in'; }

row pc-dies-migrating "SIGKILL before the commit of the first step that brings an older program's store up to date" \
    'the store is as it was; the next start brings it up to date, and a copy from before lies beside it'
pc-dies-migrating() {
    local store before=9 # what the later steps of core/storage/schema made is undone here
    store=$(profile_of li)/store.db
    sqlite3 "$store" "DROP TABLE earlier_batch; DROP TABLE earlier_name; DROP VIEW rejected_unseen; DROP VIEW rejected_here; DROP TABLE rejection_seen; DROP VIEW made_here;
        DROP INDEX own_change_by_record; DROP INDEX earlier_change_by_record; DROP INDEX earlier_change_by_time;
        $(sed -n '/^CREATE VIEW made_here/,/;$/p' "$source_root/core/storage/schema/005_lives.sql") PRAGMA user_version = $before"
    dies migration-before-commit pc li post "$(cat "$work/group")" 'never saved'
    [ "$(ask "$store" 'PRAGMA user_version')" -eq $before ] || fail 'half of it was kept'
    saves li 'in a store of today'
    [ "$(ask "$store" 'PRAGMA user_version')" -gt $before ] || fail 'it was not brought up to date'
    [ "$(ask "$store.before-$((before + 1))" "SELECT count(*) FROM post WHERE title LIKE 'waiting %'")" -eq 3 ] ||
        fail 'the copy from before lacks saved posts'
    server_up
    heal
    is_nowhere 'never saved'
    happened 'the store was of version 9 after the kill and up to date at the next start, with a whole copy from before beside it'
}

# A blank PC of the same teacher, killed at that place of its first sync.
dies_in_first_sync() {
    server_up
    dies "$1" syncs li-new
    heal_with li-new
    happened "${2:-the second try went on from there and ended level}"
}

row pc-dies-before-enrolled 'SIGKILL when its key is written and its profile is not' 'no half profile: signing in enrols anew'
pc-dies-before-enrolled() {
    dies_in_first_sync 'file-before-rename/saving the profile#2' 'the half profile counted for none, the second try enrolled anew and ended level'
}

row pc-dies-after-enrolled 'SIGKILL when its profile is written and its store is not' 'the second start makes the store and syncs'
pc-dies-after-enrolled() { dies_in_first_sync 'replica-before-commit/opening the profile'; }

row pc-dies-beginning-snapshot 'SIGKILL before the manifest of a snapshot is kept' 'the manifest is asked for again'
pc-dies-beginning-snapshot() { dies_in_first_sync 'replica-before-commit/beginning a snapshot'; }

row pc-dies-writing-segment 'SIGKILL when a segment is written under its passing name' 'the half file is not taken for a whole one'
pc-dies-writing-segment() { dies_in_first_sync 'segment-before-rename#2'; }

row pc-dies-before-segment 'SIGKILL before the commit of the second segment' 'nothing is fetched again: one is taken in, the other lies on the disk'
pc-dies-before-segment() {
    server_up
    dies 'replica-before-commit/taking a snapshot in#2' syncs li-new
    stop_all
    proxy_up --on /v1/ delay 0
    server_up
    syncs_well li-new
    grep -q /v1/heads "$work/tally" || fail 'what it asked for was not counted'
    ! grep /v1/snapshot/ "$work/tally" || fail "fetched again: $(cat "$work/tally")"
    heal_with li-new
    happened 'no request for a part of the snapshot; ended level'
}

row pc-dies-after-snapshot 'SIGKILL after the commit of the last segment' 'nothing of the snapshot is fetched again'
pc-dies-after-snapshot() { dies_in_first_sync 'replica-after-commit/taking a snapshot in#2'; }

row pc-dies-often 'a first sync killed by SIGKILL after 0.1, 0.2 … 1.5 s, started again each time' 'it ends level'
pc-dies-often() {
    server_up
    local tenths killed=0
    for tenths in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        run timeout -s KILL "$((tenths / 10)).$((tenths % 10))" "$ctl" sync --profile-root "$work/li-new" --server "$address" --login li \
            --password-file "$work/password"
        [ "$status" -ne 137 ] || killed=$((killed + 1))
    done
    [ "$killed" -ge 2 ] || fail "killed $killed times only: it was over before"
    first_sync_goes_through
    happened 'killed until a try was quick enough; ended level'
}
