# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2119,SC2120,SC2154 # names that are set in ground.sh and run.sh
# USB sticks (courier files) that are pulled out, full, damaged, old, lost, or somebody else's. All heals by stick alone.
family 'Sticks'

row stick-pulled-out-at-pc "write() to the stick fails with EIO in the middle of a PC's second file" 'it is told; the first one is still there whole and is taken'
stick-pulled-out-at-pc() {
    must pc_writes li
    local sum
    sum=$(sha256sum "$(file_from li)")
    saves li 'after the first file'
    on_bad_disk write .courier.part EIO FAULT_SKIP=2
    pc_writes li "${bad_disk[@]}"
    done_wrong
    told storage-failed 'check the disk'
    [ "$(sha256sum "$(file_from li)")" = "$sum" ] || fail 'the first file is not as it was'
    must server_reads
    says 'taken: 3 post'
    heal_by_stick
    happened '"check the disk" was told; the server took the three posts of the first file, and the fourth from the next'
}

row stick-pc-dies-writing "SIGKILL of the PC's program when its file is written and not renamed" 'what lies there is not taken for a file; the next one is'
stick-pc-dies-writing() {
    pc_writes li 'STAFFROOM_FAILPOINT=file-before-rename/writing to the stick'
    ended_with 137
    [ -n "$(find "$work/stick" -name '*.part')" ] || fail 'nothing was left behind'
    not_taken server_reads -- 'no courier file lies in'
    must pc_writes li
    [ -z "$(find "$work/stick" -name '*.part')" ] || fail 'what was left behind is still there'
    must server_reads
    says 'taken: 3 post'
    heal_by_stick
    happened 'the server said that no courier file lies there; the next one was written over what was left, and taken'
}

row stick-server-dies-writing "SIGKILL of the server's program when it has taken a PC's file in and its answer is not renamed" \
    "the PC gets the last whole answer; the same command again doubles nothing and writes the new one"
stick-server-dies-writing() {
    stick_goes_round wang
    must pc_writes wang
    must pc_writes li
    local sum
    sum=$(sha256sum "$(file_for wang)")
    # The first file that is renamed is the answer to the first who wrote.
    server_answers 'STAFFROOM_FAILPOINT=file-before-rename/writing to the stick'
    ended_with 137
    [ "$(sha256sum "$(file_for wang)")" = "$sum" ] || fail 'the last answer is not as it was'
    must pc_reads wang
    must server_answers
    says '3 were here already'
    must pc_reads li
    holds_unsent li 0
    heal_by_stick
    happened 'the last answer was whole; the same command again said "3 were here already" and wrote the new ones'
}

row stick-full-at-pc "the stick (a tmpfs) is full when a PC writes its second file" 'it is told; the first one stays whole; with room the second is written'
stick-full-at-pc() {
    on_full_stick_after pc_writes li
    saves li 'onto a full stick'
    local sum
    sum=$(sha256sum "$(file_from li)")
    pc_writes li
    told disk-full 'make room on the disk'
    [ "$(sha256sum "$(file_from li)")" = "$sum" ] || fail 'the first file is not as it was'
    [ -z "$(find "$work/stick" -name '*.part')" ] || fail 'half a file was left on a full stick'
    must server_reads
    says 'taken: 3 post'
    rm "$work/stick/filler"
    stick_goes_round li
    umount "$work/stick"
    heal_by_stick
    happened '"make room on the disk" was told; the first file was whole, and with room the second was written'
}

# on_full_stick_after COMMAND …: what it writes is on the stick, and nothing fits beside it.
on_full_stick_after() {
    mkdir -p "$work/stick"
    on_small_disk "$work/stick"
    "$@"
    ended_well
    fill "$work/stick"
}

row stick-full-at-server "the stick is full when the server writes its answers" "it is told; what the PC's file brought is taken all the same; with room the answers are written"
stick-full-at-server() {
    on_full_stick_after pc_writes li
    server_answers
    told disk-full 'make room on the disk'
    [ ! -e "$(file_for li)" ] || fail 'half an answer lies there'
    has "$work/server/server.db" 'waiting one'
    rm "$work/stick/filler"
    must server_answers
    says '3 were here already'
    must pc_reads li
    holds_unsent li 0
    umount "$work/stick"
    heal_by_stick
    happened '"make room on the disk" was told after the posts were taken; with room the answer had their receipts'
}

row stick-read-only 'the stick is mounted read-only' 'it is told; what lies on it can be read'
stick-read-only() {
    must pc_writes li
    make_read_only "$work/stick"
    not_taken pc_writes wang -- 'check the disk and the permissions'
    must server_reads
    says 'taken: 3 post'
    server_answers
    told storage-failed 'check the disk and the permissions'
    umount "$work/stick"
    heal_by_stick
    happened '"check the disk and the permissions" was told; the server took what lay there'
}

# Li's file for the server, with posts enough for several pieces, and the server's for wang, which holds a course.
files_both_ways() {
    mkdir "$work/large"
    printf '# First\n' >"$work/large/01-first.md"
    { printf '%%PDF-1.4\n' && head -c 200000 /dev/urandom; } >"$work/large/pictures.pdf"
    run "$ctl" import course "$work/large" --data "$work/server" --title 大
    ended_well
    pc li posts "$(cat "$work/group")" 900 'on a stick'
    ended_well
    must pc_writes wang
    must courier read "$work/stick" --data "$work/server" --answer "$work/stick" --with-courses all
    must pc_writes li
    mkdir "$work/whole"
    mv "$(file_from li)" "$work/whole/up"
    mv "$(file_for wang)" "$work/whole/down"
    local name
    for name in up down; do
        [ "$(stat -c %s "$work/whole/$name")" -gt 70000 ] || fail "the file $name is of one piece"
    done
}

# both_refuse WORDS: the server and wang's PC their copies, which the row has spoiled.
both_refuse() {
    not_taken server_reads "$work/up.courier" -- "$1"
    not_taken pc_reads wang "$work/down.courier" -- "$1"
}

row stick-cut 'files are cut to 0, 1, 19, 100 bytes, to a half, to one piece and by their last byte, as a stick pulled out too early leaves' \
    'each is refused in words, by server and PC, and changes nothing; the whole one is taken'
stick-cut() {
    local size name
    files_both_ways
    for size in 0 1 19 100 half 65552 -1; do
        for name in up down; do
            cp "$work/whole/$name" "$work/$name.courier"
            if [ "$size" = half ]; then cut_in_half "$work/$name.courier"; else truncate -s "$size" "$work/$name.courier"; fi
        done
        both_refuse 'not taken: (cut off|.*not a courier file)'
    done
    takes_the_whole_ones
    happened 'fourteen readings said "cut off: the stick was taken out too early" or that it is no courier file; nothing changed'
}

takes_the_whole_ones() {
    must server_reads "$work/whole/up"
    says 'taken: 903 post'
    must pc_reads wang "$work/whole/down"
    says 'courses?: 2|2 courses'
    heal_by_stick
}

row stick-byte-changed 'a byte of a file is changed: in its mark, its length, its outside, its content, its hash, its signature, its end' \
    'each is refused in words, by server and PC, and changes nothing; the whole one is taken'
stick-byte-changed() {
    local at name size
    files_both_ways
    for at in 3 21 60 middle -100 -50 -3; do
        for name in up down; do
            cp "$work/whole/$name" "$work/$name.courier"
            size=$(stat -c %s "$work/$name.courier")
            case $at in
            middle) change_byte "$work/$name.courier" $((size / 2)) ;;
            -*) change_byte "$work/$name.courier" $((size + at)) ;;
            *) change_byte "$work/$name.courier" "$at" ;;
            esac
        done
        both_refuse 'not taken: '
    done
    takes_the_whole_ones
    happened 'fourteen readings refused the file and said why; nothing changed'
}

row stick-half-zeros 'the second half of a file is zeros, its length is right, as a stick leaves whose writes were not flushed' 'likewise'
stick-half-zeros() {
    local name size
    files_both_ways
    for name in up down; do
        size=$(stat -c %s "$work/whole/$name")
        cp "$work/whole/$name" "$work/$name.courier"
        cut_in_half "$work/$name.courier"
        truncate -s "$size" "$work/$name.courier"
    done
    both_refuse 'not taken: '
    takes_the_whole_ones
    happened 'both refused the file and said why; nothing changed'
}

row stick-read-fails 'read() of the stick fails with EIO in the middle of a file' 'it is told, by server and PC, and changes nothing; read again it is taken'
stick-read-fails() {
    files_both_ways
    on_bad_disk read /whole/ EIO FAULT_SKIP=5
    not_taken server_reads "$work/whole/up" "${bad_disk[@]}" -- 'Input/output error'
    not_taken pc_reads wang "$work/whole/down" "${bad_disk[@]}" -- 'Input/output error'
    done_wrong 2
    takes_the_whole_ones
    happened 'both told "Input/output error"; read again, both files were taken'
}

row stick-read-twice "a PC's file is read twice at the server, the answer twice at the PC" 'nothing is doubled, and it says so'
stick-read-twice() {
    stick_goes_round li
    must server_reads "$(file_from li)"
    says '3 were here already'
    must pc_reads li
    heal_by_stick
    happened '"3 were here already" was said; each post once'
}

row stick-for-another-pc "a PC's answer is read at another person's PC and at the same person's second PC" 'it is refused in words and changes nothing; its own PC takes it'
stick-for-another-pc() {
    server_up
    syncs_well li-new
    stop_all
    must pc_writes li
    must server_answers
    local answer
    answer=$(file_for li)
    not_taken pc_reads wang "$answer" -- 'not for here: it is for li'
    local sum
    sum=$(everything_in "$(profile_of li-new)/store.db")
    pc_reads li-new "$answer"
    ended_with 1
    says 'not for here: it is for li'
    [ "$(everything_in "$(profile_of li-new)/store.db")" = "$sum" ] || fail "another PC's file changed the second PC"
    not_taken server_reads "$answer" -- 'not taken: it comes from a server and is for a PC'
    must pc_reads li "$answer"
    heal_by_stick li wang li-new
    happened '"not for here: it is for li" was said at both; her first PC took it'
}

row stick-for-another-server "a PC's file is read at another county's server" 'it is refused in words and changes nothing there; its own server takes it'
stick-for-another-server() {
    must pc_writes li
    run "$ctl" init --data "$work/elsewhere" --name 别县 --admin chen --password-file "$work/password"
    ended_well
    local sum
    sum=$(everything_in "$work/elsewhere/server.db")
    courier read "$work/stick" --data "$work/elsewhere"
    ended_with 1
    says 'not taken: it is for another server'
    [ "$(everything_in "$work/elsewhere/server.db")" = "$sum" ] || fail "another county's file changed the server"
    must server_reads
    says 'taken: 3 post'
    heal_by_stick
    happened 'refused in words; its own server took the three posts'
}

row stick-old-after-newer "a PC's and the server's older file are read after newer ones" 'nothing is undone, nothing is doubled; the PC says that it is old'
stick-old-after-newer() {
    stick_goes_round li
    cp -r "$work/stick" "$work/older"
    saves li 'of today'
    saves wang 'of today too'
    stick_goes_round wang li
    local before
    before=$(verified_digests li)
    must courier read "$work/older" --data "$work/server"
    says '3 were here already'
    must pc_reads li "$work/older"
    says 'older than what this PC had already'
    [ "$(verified_digests li)" = "$before" ] || fail 'the older file changed what the PC holds'
    heal_by_stick
    happened '"3 were here already" and "older than what this PC had already" were said; level'
}

verified_digests() { "$ctl" verify profile "$(profile_of "$1")" | grep '^digest'; }

row stick-lost "a stick is lost on its way up, the next one on its way down" 'the next one has all of it'
stick-lost() {
    must pc_writes li
    rm "$work/stick"/*
    saves li 'after the first loss'
    must pc_writes li
    must server_answers
    says 'taken: 4 post'
    rm "$work/stick"/*
    saves li 'after the second loss'
    stick_goes_round li
    holds_unsent li 0
    heal_by_stick
    happened 'the second file up had what the first had, the second answer what the first had; level'
}

row stick-server-dies-taking "SIGKILL of the server's program before the commit of a batch from the stick" 'read again, all is taken, once'
stick-server-dies-taking() {
    must pc_writes li
    server_reads "$work/stick" 'STAFFROOM_FAILPOINT=central-before-commit/taking batches in'
    ended_with 137
    must server_reads
    says 'taken: 3 post'
    heal_by_stick
    happened 'read again, the three posts were taken'
}

row stick-server-dies-after-taking "SIGKILL of the server's program after the commit of a batch from the stick" 'read again, nothing is doubled'
stick-server-dies-after-taking() {
    must pc_writes li
    server_reads "$work/stick" 'STAFFROOM_FAILPOINT=central-after-commit/taking batches in'
    ended_with 137
    must server_reads
    says '3 were here already'
    heal_by_stick
    happened 'read again, it said "3 were here already"; each post once'
}

row stick-pc-dies-taking "SIGKILL of the PC's program before the commit of a verdict, and of a page, from the stick" 'read again, all is taken, once'
stick-pc-dies-taking() {
    must pc_writes li
    must server_answers
    local place
    for place in 'taking a verdict in' 'taking a page in'; do
        pc_reads li "$work/stick" "STAFFROOM_FAILPOINT=replica-before-commit/$place"
        ended_with 137
    done
    must pc_reads li
    holds_unsent li 0
    heal_by_stick
    happened 'read again, verdict and pages were taken; level'
}

row stick-beside-a-link "between a PC's writing and the server's reading both sync over a link" 'the stick brings nothing new and undoes nothing'
stick-beside-a-link() {
    must pc_writes li
    server_up
    saves li 'by the link'
    syncs_well li
    stop_all
    must server_answers
    says '3 were here already'
    must pc_reads li
    heal_by_stick
    happened '"3 were here already" was said; level'
}
