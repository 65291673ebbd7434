# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2119,SC2120,SC2154 # names that are set in ground.sh and run.sh, or read there
# USB sticks between PCs and server: $work/stick.

# ---------------------------------------------------------------- who writes and reads

# courier [VARIABLE=VALUE …] WORD …: of "staffroomctl courier".
courier() {
    local -a surroundings rest
    split "$@"
    mkdir -p "$work/stick"
    run timeout -k 5 150 env "${surroundings[@]}" "$ctl" courier "${rest[@]}"
}

# pc_writes PC [VARIABLE=VALUE …]
pc_writes() { courier "${@:2}" write --profile "$(profile_of "$1")" --to "$work/stick"; }

# pc_reads PC [PLACE] [VARIABLE=VALUE …]: the stick, or a copy of a file.
pc_reads() { courier "${@:3}" read "${2:-$work/stick}" --profile "$(profile_of "$1")"; }

# server_reads [PLACE] [VARIABLE=VALUE …]
server_reads() { courier "${@:2}" read "${1:-$work/stick}" --data "$work/server"; }

# server_answers [VARIABLE=VALUE …]: it reads the stick and writes its answers on it.
server_answers() { courier "$@" read "$work/stick" --data "$work/server" --answer "$work/stick"; }

# The one file that the PC's device wrote, or got.
file_from() { printf '%s\n' "$work/stick/$(login_of "$1")"-*-to-server.courier; }
file_for() { printf '%s\n' "$work/stick/server-to-$(login_of "$1")"-*.courier; }

# The stick goes from the PCs to the server and back, and all is taken.
stick_goes_round() {
    local name
    for name; do
        must pc_writes "$name"
    done
    must server_answers
    for name; do
        must pc_reads "$name"
    done
}

# heal_by_stick [PC …]: as heal, by two rounds of a new stick. li and wang unless named.
heal_by_stick() {
    [ $# -gt 0 ] || set -- li wang
    stop_all
    acknowledged_is_there "$@"
    mv "$work/stick" "$work/old-stick"
    stick_goes_round "$@"
    stick_goes_round "$@"
    level "$@"
    everything_saved "$@"
}

# ---------------------------------------------------------------- what must not change

# everything_in STORE.db: to be compared with itself later.
everything_in() {
    ask "$1" .dump >"$work/dump"
    [ "$(wc -l <"$work/dump")" -gt 100 ] || fail "$1 can't be read"
    sha256sum <"$work/dump"
}

all_stores() {
    local store
    for store in "$work/server/server.db" "$(profile_of li)/store.db" "$(profile_of wang)/store.db"; do everything_in "$store"; done
}

# not_taken COMMAND … -- WORDS …: it ends with 1, says so, and leaves the stores of server and PCs as they were.
not_taken() {
    local -a command=()
    while [ "$1" != -- ]; do
        command+=("$1")
        shift
    done
    shift
    all_stores >"$work/before"
    "${command[@]}"
    ended_with 1
    says "$@"
    all_stores >"$work/after"
    cmp -s "$work/before" "$work/after" || fail "a store was changed by: ${command[*]}"
}
