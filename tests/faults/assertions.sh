# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154 # names that are set in ground.sh and run.sh
# What rows assert. Each ends the row where it doesn't hold.

ended_well() { [ "$status" -eq 0 ] || fail "${1:-it} ended with $status: $(tail -n 1 "$work/err")"; }

# must COMMAND …: it ends well.
must() {
    "$@"
    ended_well "$*"
}

ended_with() { [ "$status" -eq "$1" ] || fail "it ended with $status instead of $1: $(tail -n 1 "$work/err")"; }

# says WORDS …: all of it.
says() {
    local some
    for some; do grep -qE -- "$some" "$work/err" "$work/out" || fail "it didn't say \"$some\" but: $(tail -n 1 "$work/err")"; done
}

logged() { grep -qE -- "$1" "$work/server.log" || fail "the server's log doesn't say \"$1\" but: $(tail -n 1 "$work/server.log")"; }

# told CODE ADVICE: the last command failed and said what to do; where the desktop meets the same, it says so in Chinese.
told() {
    [ "$status" -eq 1 ] || fail "it ended with $status where somebody had to be told ($1): $(tail -n 1 "$work/err")"
    says "$2"
    in_chinese "$1"
}

# The PC's program failed with that code: what the desktop shows is the sentence of the code.
failed_as() {
    [ "$status" -ne 0 ] || fail "it ended well instead of with $1"
    says "^$1( |\$)"
    in_chinese "$1"
}

# Whether the three sentences of an error's code (what happened, what it means, what to do) are there in Chinese.
in_chinese() {
    local name source escaped translation count=0
    name=$(sed -E 's/-(.)/\U\1/g' <<<"$1")
    while IFS= read -r source; do
        escaped=${source//\'/\&apos;}
        translation=$(grep -F -A1 "<source>$escaped</source>" "$source_root/resources/translations/staffroom_zh_CN.ts" |
            sed -nE 's|.*<translation>(.+)</translation>.*|\1|p' | head -n 1)
        [ -n "$translation" ] || fail "not in Chinese: $source"
        count=$((count + 1))
    done < <(awk -v start="case base::ErrorCode::$name:" 'index($0, start) { inside = 1; next } inside && /case |^    }/ { exit } inside' \
        "$source_root/ui/models/error_text.cpp" | tr '\n' ' ' | sed 's/" *"//g' | grep -oE '"Errors", *"[^"]+"' | sed -E 's/^"Errors", *"(.*)"$/\1/')
    [ "$count" -eq 3 ] || fail "$1 has $count sentences for a person instead of three"
}

# syncs_well PC [VARIABLE=VALUE …]
syncs_well() {
    syncs "$@"
    ended_well "the sync of $1"
}

# The sync that was begun ends well.
sync_ends_well() {
    end_sync
    ended_well 'the sync that was begun'
}

# refuses_to_start WORDS … [-- OPTION …]: the server ends with 1 and says all of it.
refuses_to_start() {
    local -a wanted=()
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        wanted+=("$1")
        shift
    done
    run timeout 20 "$server" --data "$work/server" --listen "127.0.0.1:$outer" "${@:2}"
    ended_with 1
    says "${wanted[@]}"
}

unsent_of() { ask "$(profile_of "$1")/store.db" 'SELECT count(*) FROM own_change WHERE outcome = 0'; }

# holds_unsent PC COUNT: of its changes; it takes no more for sent than were.
holds_unsent() { [ "$(unsent_of "$1")" -eq "$2" ] || fail "$1 holds $(unsent_of "$1") changes as unsent instead of $2"; }

# dies PLACE COMMAND …: the command must be killed at that failpoint; it gets the variable as its own first word of `pc` or `syncs`.
dies() {
    local place=$1 command=$2 name=$3
    shift 3
    "$command" "$name" "STAFFROOM_FAILPOINT=$place" "$@"
    [ "$status" -eq 137 ] || fail "the PC was to die at $place and ended with $status"
}

# The fault was really done, so often at least (once unless said).
done_wrong() {
    local count
    count=$(wc -l <"$work/tally" 2>/dev/null || printf 0)
    [ "$count" -ge "${1:-1}" ] || fail "the fault was done $count times, which is too few to show anything"
}

# ---------------------------------------------------------------- after healing

# Nothing that a PC was told is at the server is missing there. Asked before anybody sends again.
acknowledged_is_there() {
    local name store
    ask "$work/server/server.db" "SELECT hex(id) FROM record ORDER BY 1" >"$work/held"
    for name; do
        store=$(profile_of "$name")/store.db
        [ -e "$store" ] || continue
        ask "$store" "SELECT DISTINCT hex(record) FROM own_change WHERE outcome = 1 ORDER BY 1" >"$work/acknowledged"
        [ -z "$(comm -23 "$work/acknowledged" "$work/held")" ] || fail "$name was told of records that the server doesn't have"
    done
}

# heal [PC …]: what was broken is mended, all sync, and everything must be as if nothing had happened. li and wang unless named.
heal() {
    [ $# -gt 0 ] || set -- li wang
    stop_all
    [ -n "${server_lost_data:-}" ] || acknowledged_is_there "$@"
    server_up
    local name
    for name in "$@" "$@"; do
        syncs "$name"
        ended_well "healed, the sync of $name"
    done
    server_down
    level "$@"
    everything_saved "$@"
}

# heal_with PC: one that was blank before.
heal_with() { heal li wang "$1"; }

# li-new, a blank PC of li's or one whose first sync went wrong, gets through and all are healed.
first_sync_goes_through() {
    syncs_well li-new
    heal_with li-new
}

# The server's store is clean, and each PC's too and equal to it, scope by scope.
level() {
    local name scopes
    run "$ctl" verify --data "$work/server"
    ended_well 'the check of the server'
    grep '^digest' "$work/out" | cut -d ' ' -f 2,3 | sort >"$work/digests"
    grep '^digest' "$work/out" | cut -d ' ' -f 2,4 | sort >"$work/heads"
    for name; do
        run "$ctl" verify profile "$(profile_of "$name")"
        ended_well "the check of $name"
        scopes=$(grep -c '^digest' "$work/out")
        [ "$scopes" -ge 5 ] || fail "$name holds $scopes scopes, which is too few"
        grep '^digest' "$work/out" | cut -d ' ' -f 2,3 | sort >"$work/digests-of-pc"
        [ -z "$(comm -23 "$work/digests-of-pc" "$work/digests")" ] || fail "$name is not level with the server"
    done
}

# Every post that was saved is at the server and on every PC, once.
everything_saved() {
    local name title store
    for store in "$work/server/server.db" $(for name; do printf '%s/store.db\n' "$(profile_of "$name")"; done); do
        ask "$store" "SELECT title FROM post ORDER BY 1" >"$work/titles"
        while IFS= read -r title; do
            [ "$(grep -cxF -- "$title" "$work/titles")" -eq 1 ] ||
                fail "\"$title\" was saved and is $(grep -cxF -- "$title" "$work/titles") times in $store"
        done <"$work/saved"
        [ "$(grep -c '^early ' "$work/titles")" -eq 700 ] || fail "early posts are missing in $store"
        [ "$(grep -c '^later ' "$work/titles")" -eq 20 ] || fail "later posts are missing in $store"
    done
}

is_nowhere() {
    local store
    for store in "$work/server/server.db" "$(profile_of li)/store.db"; do
        [ "$(ask "$store" "SELECT count(*) FROM post WHERE title = '$1'")" -eq 0 ] || fail "\"$1\" is in $store"
    done
}

# has STORE.db TITLE
has() { [ "$(ask "$1" "SELECT count(*) FROM post WHERE title = '$2'")" -eq 1 ] || fail "\"$2\" isn't in $1"; }
