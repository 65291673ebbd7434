# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Files that are damaged, cut short, missing, or not to be written to.
family 'Files'

# What a PC left behind that was killed: a store whose last work is in its write-ahead log only.
leave_log() {
    dies "replica-after-commit/saving#${2:-1}" pc "$1" post "$(cat "$work/group")" 'in the log only'
    printf 'in the log only\n' >>"$work/saved"
    [ -s "$(profile_of "$1")/store.db-wal" ] || fail 'there is no write-ahead log'
}

row pc-log-with-garbage "a killed PC's write-ahead log gets 3,000 bytes of garbage at its end, as a write under way leaves" 'the garbage is not taken for work'
pc-log-with-garbage() {
    leave_log li
    head -c 3000 /dev/urandom >>"$(profile_of li)/store.db-wal"
    server_up
    heal
    happened 'all that was saved came to the server, nothing else'
}

row pc-log-cut "a killed PC's write-ahead log loses its last 100 bytes: the disk forgot a write that it had confirmed" 'the last save is gone whole; all before it is there'
pc-log-cut() {
    leave_log li
    truncate -s -100 "$(profile_of li)/store.db-wal"
    sed -i '/^in the log only$/d' "$work/saved"
    server_up
    heal
    is_nowhere 'in the log only'
    happened 'the last post was gone whole, the three before it came to the server'
}

row pc-shm-garbage "a killed PC's shared-memory file is garbage" 'it is made anew from the log'
pc-shm-garbage() {
    leave_log li
    head -c 32768 /dev/urandom >"$(profile_of li)/store.db-shm"
    server_up
    heal
    happened 'all that was saved came to the server'
}

# li's PC is told at its start, before anything is done.
damage_is_told() {
    server_up
    syncs li
    told storage-damaged 'keep the folder, moved aside'
}

# damage STORE.db TABLE: the root page of that table becomes garbage.
damage() {
    local page size
    page=$(sqlite3 "$1" "SELECT rootpage FROM sqlite_schema WHERE name = '$2'")
    size=$(sqlite3 "$1" "PRAGMA page_size")
    dd if=/dev/urandom of="$1" bs="$size" seek=$((page - 1)) count=1 conv=notrunc status=none
}

row pc-page-damaged "a page of the PC's store is overwritten with garbage" 'it is told before anything is written; the file is left as it is'
pc-page-damaged() {
    local store sum
    store=$(profile_of li)/store.db
    cp -a "$store" "$work/sound.db"
    damage "$store" own_change
    rm -f "$store.checked"
    sum=$(sha256sum <"$store")
    damage_is_told
    [ "$(sha256sum <"$store")" = "$sum" ] || fail 'the damaged file was written to'
    cp -a "$work/sound.db" "$store"
    heal
    happened '"keep the folder, moved aside; sign in again with a connection" was told, the file was left alone'
}

row pc-store-emptied "the PC's store becomes a file of zeros" 'it is told; it is not taken for a new store'
pc-store-emptied() {
    local store size sum
    store=$(profile_of li)/store.db
    cp -a "$store" "$work/sound.db"
    size=$(stat -c %s "$store")
    head -c "$size" /dev/zero >"$store"
    sum=$(sha256sum <"$store")
    damage_is_told
    [ "$(sha256sum <"$store")" = "$sum" ] || fail 'the file of zeros was written to'
    cp -a "$work/sound.db" "$store"
    heal
    happened '"keep the folder, moved aside" was told; with the file back all was there'
}

row pc-key-missing "the PC's device key is deleted" 'it is told; no new key takes its place by itself'
pc-key-missing() {
    local key
    key=$(profile_of li)/device.key
    mv "$key" "$work/key"
    damage_is_told
    [ ! -e "$key" ] || fail 'a new key was made'
    mv "$work/key" "$key"
    heal
    happened '"keep the folder, moved aside" was told; with the key back all was there'
}

row pc-profile-cut "the PC's profile file loses its second half" 'likewise'
pc-profile-cut() {
    local file
    file=$(profile_of li)/profile
    cp "$file" "$work/sound"
    cut_in_half "$file"
    damage_is_told
    cp "$work/sound" "$file"
    heal
    happened '"keep the folder, moved aside" was told; with the file back all was there'
}

row pc-segment-damaged "a kept segment of a half first sync is changed on the disk" 'it is fetched again'
pc-segment-damaged() {
    server_up
    dies 'replica-before-commit/taking a snapshot in' syncs li-new
    local kept
    kept=$(find "$(profile_of li-new)/segments" -type f | head -n 1)
    [ -n "$kept" ] || fail 'no segment was kept'
    change_byte "$kept" 50
    first_sync_goes_through
    happened 'fetched again; level'
}

row pc-segments-missing "the folder of kept segments is deleted in the middle of a first sync" 'they are fetched again'
pc-segments-missing() {
    server_up
    dies 'replica-before-commit/taking a snapshot in#2' syncs li-new
    rm -rf "$(profile_of li-new)/segments"
    first_sync_goes_through
    happened 'fetched again; level'
}

row pc-folder-read-only "the PC's folder is mounted read-only" 'it is told; nothing is lost'
pc-folder-read-only() {
    make_read_only "$work/li"
    server_up
    syncs li
    told storage-failed 'check the disk'
    make_writable "$work/li"
    heal
    happened '"check the disk and the permissions" was told; writable again all was there'
}

row pc-folder-forbidden "the PC's folder belongs to somebody else, and the program has no rights there" 'it is told; nothing is lost'
pc-folder-forbidden() {
    local -a command nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    "${nobody[@]}" true 2>/dev/null || skip 'becoming somebody else needs root'
    mapfile -t command < <(sync_of li)
    chmod 755 "$work" "$work/.." "$work/li"
    chmod 644 "$work/password"
    server_up
    run "${nobody[@]}" "${command[@]}"
    told storage-failed 'Permission denied: check the disk and the permissions'
    heal
    happened '"check the disk and the permissions of the folder" was told'
}

row pc-newer-store "the PC's store has the version of a newer program" 'it is not touched; a newer program is asked for'
pc-newer-store() {
    local store sum
    store=$(profile_of li)/store.db
    cp -a "$store" "$work/sound.db"
    sqlite3 "$store" 'PRAGMA user_version = 99'
    sum=$(sqlite3 "$store" '.dump' | sha256sum)
    server_up
    syncs li
    told newer-store 'use the newer version'
    [ "$(sqlite3 "$store" '.dump' | sha256sum)" = "$sum" ] || fail 'a newer store was changed'
    sqlite3 "$store" 'PRAGMA journal_mode = DELETE' >/dev/null
    cp -a "$work/sound.db" "$store"
    heal
    happened '"use the newer version" was told; the store was left as it was'
}

row pc-image-copied-while-open "the PC's folder is copied in the middle of a commit (halted there by SIGSTOP)" 'the copy opens whole: all that was saved before is in it'
pc-image-copied-while-open() {
    pc_program_words=(post "$(cat "$work/group")" 'under way')
    timeout 60 env 'STAFFROOM_FAILPOINT=replica-before-commit/saving=stop' "$pc_program" "$work/li" "$address" li "${pc_program_words[@]}" \
        >"$work/out" 2>&1 &
    local going=$! halted
    halted=$(wait_for_halted "$pc_program $work/li")
    cp -a "$work/li" "$work/copy"
    kill -CONT "$halted"
    wait "$going" || fail 'the post that was halted did not end well'
    printf 'under way\n' >>"$work/saved"
    local store=("$work/copy"/li-*/store.db)
    [ "$(ask "${store[0]}" 'PRAGMA integrity_check')" = ok ] || fail 'the copy is damaged'
    [ "$(ask "${store[0]}" "SELECT count(*) FROM post WHERE title LIKE 'waiting %'")" -eq 3 ] || fail 'saved posts are missing in the copy'
    [ "$(ask "${store[0]}" "SELECT count(*) FROM post WHERE title = 'under way'")" -eq 0 ] || fail 'the copy has more than was committed'
    run "$ctl" verify profile "$(dirname "${store[0]}")"
    ended_well 'the check of the copy'
    server_up
    heal
    happened 'the copy was clean and had the three saved posts; the one under way was saved on the PC alone'
}

row server-log-cut "the killed server's write-ahead log loses its second half: batches that it had acknowledged are gone" \
    'the PCs notice, send again what the server lost, and fetch anew what they hold too much of'
server-log-cut() {
    server_up
    syncs_well li
    syncs_well wang
    server_killed
    local log=$work/server/server.db-wal before after
    before=$(ask "$work/server/server.db" "SELECT count(*) FROM post")
    cut_in_half "$log"
    after=$(ask "$work/server/server.db" "SELECT count(*) FROM post")
    [ "$after" -lt "$before" ] || fail 'nothing was lost'
    server_lost_data=yes
    heal
    happened "$((before - after)) posts that the server had lost came again; level"
}

row server-log-with-garbage "the killed server's write-ahead log gets 3,000 bytes of garbage at its end" 'nothing is lost, nothing is made of it'
server-log-with-garbage() {
    server_up
    syncs_well li
    server_killed
    head -c 3000 /dev/urandom >>"$work/server/server.db-wal"
    heal
    happened 'all was there'
}

row server-page-damaged "a page of the server's store is overwritten with garbage" 'the server does not start on it, and says what to do'
server-page-damaged() {
    cp "$work/server/server.db" "$work/sound.db"
    damage "$work/server/server.db" log
    rm -f "$work/server/server.db.checked"
    refuses_to_start storage-damaged 'keep the folder as it is'
    run "$ctl" verify --data "$work/server"
    told storage-damaged 'keep the folder as it is'
    cp "$work/sound.db" "$work/server/server.db"
    heal
    happened 'server and "staffroomctl verify" ended with 1 and "keep the folder as it is and restore the last backup beside it"'
}

row server-page-damaged-running "a page of the log is overwritten while the server runs" "the PC is told of the server's trouble, not of its own disk"
server-page-damaged-running() {
    cp "$work/server/server.db" "$work/sound.db"
    damage "$work/server/server.db" log
    printf '%s %s\n' "$(stat -c %i "$work/server/server.db")" "$(date +%s)" >"$work/server/server.db.checked"
    server_up
    syncs li
    told server-failed 'tell whoever looks after the server'
    server_killed
    cp "$work/sound.db" "$work/server/server.db"
    rm -f "$work/server/server.db-wal" "$work/server/server.db-shm"
    server_lost_data=yes
    heal
    happened 'the PC was told that the server has a fault of its own; with the sound file back all went through'
}

row server-store-missing "the server's store is not where it is told to be" 'it does not make an empty one; it says so'
server-store-missing() {
    mv "$work/server/server.db" "$work/elsewhere.db"
    refuses_to_start 'makes a new store'
    [ ! -e "$work/server/server.db" ] || fail 'it made an empty store'
    mv "$work/elsewhere.db" "$work/server/server.db"
    heal
    happened 'it ended with 1 and "check the folder behind --data"'
}

# has_snapshot: a blank PC was here, so that the server has made one.
has_snapshot() {
    server_up
    syncs_well li-new
    stop_all
    [ "$(find "$work/server/snapshots" -type f | wc -l)" -ge 2 ] || fail 'there are no segments'
    rm -rf "$work/li-new"
}

row server-segments-missing "the server's segments are deleted" 'the snapshot is made again'
server-segments-missing() {
    has_snapshot
    find "$work/server/snapshots" -type f -delete
    server_up
    first_sync_goes_through
    happened 'made again; the first sync went through'
}

row server-snapshots-folder-missing "the folder of the segments is deleted while the server runs" 'likewise'
server-snapshots-folder-missing() {
    has_snapshot
    server_up
    rm -rf "$work/server/snapshots"
    syncs li-new
    [ "$status" -eq 0 ] || told server-failed 'tell whoever looks after the server'
    server_restarts
    first_sync_goes_through
    happened 'after the next start at the latest the first sync went through'
}

row server-segment-cut "a segment of the server's is cut in half" 'it is made again'
server-segment-cut() {
    has_snapshot
    local segment
    segment=$(find "$work/server/snapshots" -type f | head -n 1)
    cut_in_half "$segment"
    server_up
    first_sync_goes_through
    happened 'made again; the first sync went through'
}

row server-segment-damaged "a byte of each of the server's segments is changed, their size is not" 'the PC takes nothing of it; the server makes them again'
server-segment-damaged() {
    has_snapshot
    local segment
    while IFS= read -r segment; do
        change_byte "$segment" 100
    done < <(find "$work/server/snapshots" -type f)
    server_up
    syncs li-new
    [ "$status" -eq 0 ] || syncs li-new
    ended_well
    heal_with li-new
    happened 'made again; the first sync went through'
}

row server-package-missing "a course package of the server's is deleted" "the PC is told and keeps all else; verify names the file; imported again it is there"
server-package-missing() {
    server_up
    syncs_well li
    stop_all
    local package
    package=$(find "$work/server/blobs" -type f)
    rm "$package"
    run "$ctl" verify --data "$work/server"
    ended_with 1
    says "$(basename "$package")"
    server_up
    downloads li
    failed_as not-found
    stop_all
    run "$ctl" import course --data "$work/server" "$source_root/resources/sample-county/courses/assessment"
    ended_well
    server_up
    downloads li
    ended_well 'the download'
    heal
    happened '"verify" named the file, the PC said that it is not there any more; imported again it was downloaded'
}

row server-package-damaged "a course package of the server's is changed" 'the PC takes nothing of it and says so'
server-package-damaged() {
    server_up
    syncs_well li
    local package
    package=$(find "$work/server/blobs" -type f)
    cp "$package" "$work/sound"
    change_byte "$package" 1000
    downloads li
    failed_as bad-hash
    [ -z "$(find "$(profile_of li)/packages" -mindepth 1)" ] || fail 'a damaged package was unpacked'
    cp "$work/sound" "$package"
    downloads li
    ended_well 'the download'
    heal
    happened 'bad-hash was told, nothing was unpacked; with the sound file it was downloaded'
}

row server-port-file-missing "the server's port file is deleted while it runs" 'nothing depends on it'
server-port-file-missing() {
    server_up
    rm "$work/server.port"
    syncs_well li
    heal
    happened 'the sync went through'
}

row server-folder-read-only "the server's folder is mounted read-only" 'it does not start, and says what to do'
server-folder-read-only() {
    make_read_only "$work/server"
    refuses_to_start 'check the disk and the permissions'
    make_writable "$work/server"
    heal
    happened 'it ended with 1 and "check the disk and the permissions"'
}

row server-newer-store "the server's store has the version of a newer program" 'it is not touched; a newer program is asked for'
server-newer-store() {
    sqlite3 "$work/server/server.db" 'PRAGMA user_version = 99'
    refuses_to_start 'use the newer version'
    sqlite3 "$work/server/server.db" "PRAGMA user_version = $(find "$source_root/core/storage/schema" -name '*.sql' | wc -l)"
    heal
    happened 'it ended with 1 and "use the newer version"'
}
