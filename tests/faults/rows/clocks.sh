# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Wrong clocks (libfaketime, loaded before the program; what it sees of elapsed time stays right).
family 'Clocks'

# believing VARIABLE=VALUE: of libfaketime; what such a program gets is in ${clock[@]} then.
believing() {
    local library
    library=$(find /usr/lib -path '*faketime/libfaketimeMT.so.1' 2>/dev/null | head -n 1)
    [ -n "$library" ] || skip 'libfaketime is not installed'
    clock=("LD_PRELOAD=$library" "$1" FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1)
}

# believing_it_is TIME: with @ it goes on from there.
believing_it_is() {
    believing "FAKETIME=$1"
    local year=${1#@}
    [ "$(env "${clock[@]}" date +%Y)" = "${year%%-*}" ] || fail "a program doesn't believe that it is $1"
}

# is_dated_today TITLE: as everybody sees that post.
is_dated_today() {
    local day
    day=$(ask "$work/server/server.db" "SELECT date(created / 1000, 'unixepoch') FROM post WHERE title = '$1'")
    [ "$day" = "$(date -u +%F)" ] || fail "the post is dated $day"
}

# pc_believes TIME: a PC that synced once with the right time, and then wrote with the wrong one.
pc_believes() {
    believing_it_is "$1"
    server_up
    syncs li "${clock[@]}"
    ended_well 'the sync with a wrong clock'
    pc li "${clock[@]}" post "$(cat "$work/group")" 'by a wrong clock' sync
    ended_well 'the post by a wrong clock'
    printf 'by a wrong clock\n' >>"$work/saved"
    saves wang 'by a right clock'
    heal
    is_dated_today 'by a wrong clock'
    happened 'all level; the post is dated today'
}

row pc-clock-2010 "the PC believes that it is March 2010" 'it syncs, and what it writes is dated by the server'
pc-clock-2010() { pc_believes '@2010-03-01 08:00:00'; }

row pc-clock-2099 "the PC believes that it is March 2099" 'likewise; nobody else is moved ahead'
pc-clock-2099() { pc_believes '@2099-03-01 08:00:00'; }

row pc-clock-lost "a PC that met the server before starts in 2010, writes without a line, and syncs later" 'its post is dated as everybody else does'
pc-clock-lost() {
    believing_it_is '@2010-03-01 08:00:00'
    pc li "${clock[@]}" post "$(cat "$work/group")" 'by a clock that fell back'
    ended_well 'the post by a clock that fell back'
    printf 'by a clock that fell back\n' >>"$work/saved"
    server_up
    syncs_well li "${clock[@]}"
    heal
    is_dated_today 'by a clock that fell back'
    happened 'level; the post is dated today'
}

row pc-clock-jumps "the PC's clock jumps between 2010, 2099 and today ten times a second during a first sync" 'it ends level'
pc-clock-jumps() {
    believing "FAKETIME_TIMESTAMP_FILE=$work/clock"
    printf '@2010-03-01 08:00:00\n' >"$work/clock"
    (
        while true; do
            for time in '@2099-03-01 08:00:00' '+0' '@2010-03-01 08:00:00'; do
                printf '%s\n' "$time" >"$work/clock.new"
                mv "$work/clock.new" "$work/clock"
                sleep 0.1
            done
        done
    ) &
    local jumping=$!
    server_up
    syncs li-new "${clock[@]}"
    ended_well 'the first sync'
    syncs li "${clock[@]}"
    ended_well 'the sync'
    kill "$jumping"
    heal li wang li-new
    happened 'first sync and sync went through; level'
}

row pc-clock-2010-first-sync "a blank PC that believes 2010 signs in" 'it enrols and ends level'
pc-clock-2010-first-sync() {
    believing_it_is '@2010-03-01 08:00:00'
    server_up
    syncs_well li-new "${clock[@]}"
    heal_with li-new
    happened 'signed in and level'
}

# server_believes TIME: PCs with the right time sync with it, then it is put right.
server_believes() {
    believing_it_is "$1"
    server_up "${clock[@]}"
    syncs li
    ended_well 'the sync with a server whose clock is wrong'
    saves li 'while the server was wrong'
    syncs_well li
    syncs_well wang
    server_restarts
    syncs li
    ended_well 'the sync with the server put right'
    saves li 'when it was put right'
    heal
    is_dated_today 'when it was put right'
    happened 'all level; what is written after it was put right is dated today'
}

row server-clock-2010 "the server believes that it is March 2010, and is put right" 'everybody syncs before and after; later posts are dated right'
server-clock-2010() { server_believes '@2010-03-01 08:00:00'; }

row server-clock-2099 "the server believes that it is March 2099, and is put right" 'likewise: sessions and hybrid times from 2099 lock nobody out'
server-clock-2099() { server_believes '@2099-03-01 08:00:00'; }
