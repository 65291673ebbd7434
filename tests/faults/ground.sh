# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2119,SC2120,SC2154 # rows read these
# The ground that rows stand on: a small county, its server, its PCs, and what stands between them.

# The address that profiles are enrolled at, and where the server is when a proxy has that one.
outer=${FAULTS_OUTER:-8441} inner=${FAULTS_INNER:-8440}
password=password

find_programs() {
    server=$1/app/server/staffroom-server
    ctl=$1/app/ctl/staffroomctl
    pc_program=$1/tests/end_to_end/staffroom-test-pc
    proxy=$1/tests/faults/staffroom-fault-proxy
    shim=$1/tests/faults/libstaffroom-fault-shim.so
    local program
    for program in "$server" "$ctl" "$pc_program" "$proxy" "$shim"; do
        [ -e "$program" ] || {
            printf '%s is not built: ./dev faults builds it\n' "$program" >&2
            exit 2
        }
    done
}

# Namespaces of its own for each row: the same ports, mounts that go with it, and no process left behind.
choose_isolation() {
    local words
    isolation=
    for words in 'unshare --net --mount --pid --fork --kill-child --mount-proc' \
        'unshare --user --map-root-user --net --mount --pid --fork --kill-child --mount-proc'; do
        # shellcheck disable=SC2086
        if $words true 2>/dev/null; then
            isolation=$words
            break
        fi
    done
    if [ -z "$isolation" ]; then
        printf 'no namespaces of our own here: one row at a time, and some are skipped\n' >&2
        export FAULTS_OUTER=$((20000 + RANDOM % 10000))
        export FAULTS_INNER=$((FAULTS_OUTER + 10000))
        export FAULTS_HUB=$((FAULTS_OUTER + 20000))
    fi
    export FAULTS_ISOLATED=${isolation:+yes}
}

isolated() { [ -n "${FAULTS_ISOLATED:-}" ]; }

prepare_network() {
    if isolated; then ip link set lo up; fi
    address=http://127.0.0.1:$outer
}

# ---------------------------------------------------------------- processes

server_pid='' hub_pid='' proxy_pid='' sync_pid=''

# A server or hub by that name has its folder, its log and its port file in $work, and its process in $NAME_pid.

# split [VARIABLE=VALUE …] [WORD …]: into the arrays surroundings and rest of whoever calls it.
split() {
    surroundings=()
    while [ $# -gt 0 ] && [[ $1 == *=* && $1 != --* ]]; do
        surroundings+=("$1")
        shift
    done
    rest=("$@")
}

# start NAME PORT [VARIABLE=VALUE …] [--option …]
start() {
    local name=$1 port=$2 i
    local -n started=$1_pid
    local -a surroundings rest
    split "${@:3}"
    rm -f "$work/$name.port"
    env "${surroundings[@]}" "$server" --data "$work/$name" --listen "127.0.0.1:$port" --port-file "$work/$name.port" "${rest[@]}" 2>>"$work/$name.log" &
    started=$!
    for ((i = 0; i < 600; i++)); do
        [ ! -s "$work/$name.port" ] || return 0
        kill -0 "$started" 2>/dev/null || break
        sleep 0.05
    done
    tail -n 3 "$work/$name.log" >&2
    fail "the $name did not start"
}

# stop NAME: as an administrator does; it must end well.
stop() {
    local -n running=$1_pid
    [ -n "$running" ] || return 0
    local ended=0
    kill -TERM "$running" 2>/dev/null || true
    wait "$running" || ended=$?
    running=
    [ "$ended" -eq 0 ] || fail "the $1 ended with $ended when it was told to stop"
}

slay() {
    local -n running=$1_pid
    kill -KILL "$running"
    wait "$running" || true
    running=
}

# await_death NAME: of its failpoint.
await_death() {
    local -n dying=$1_pid
    local ended=0 i
    for ((i = 0; i < 600; i++)); do
        kill -0 "$dying" 2>/dev/null || break
        sleep 0.1
    done
    ! kill -0 "$dying" 2>/dev/null || fail "the $1 did not come by its failpoint"
    wait "$dying" || ended=$?
    dying=
    [ "$ended" -eq 137 ] || fail "the $1 was to die at its failpoint and ended with $ended"
}

# server_up [VARIABLE=VALUE …] [--option …]: on the port that profiles know, or behind the proxy.
server_up() {
    local port=$outer
    [ -z "$proxy_pid" ] || port=$inner
    start server "$port" "$@"
}

server_down() { stop server; }

server_killed() { slay server; }

server_dies() { await_death server; }

server_restarts() {
    stop_all
    server_up
}

# server_halts_at PLACE [OPTION …]: of li's sync, which waits for it.
server_halts_at() {
    server_up "STAFFROOM_FAILPOINT=$1=stop" "${@:2}"
    begin_sync li
    wait_for_halted "$server" >/dev/null
}

is_halted() { [ "$(cut -d ' ' -f 3 "/proc/$1/stat")" = T ]; }

# wait_for_halted WORDS: the process whose command line begins so, once it is halted.
wait_for_halted() {
    local i pid
    for ((i = 0; i < 200; i++)); do
        for pid in $(pgrep -f "^$1"); do
            if is_halted "$pid"; then
                printf '%s' "$pid"
                return
            fi
        done
        sleep 0.05
    done
    fail 'nothing was halted'
}

# proxy_up OPTION …: before server_up. $work/tally tells what it did.
proxy_up() {
    rm -f "$work/tally"
    "$proxy" --listen "$outer" --to "$inner" --tally "$work/tally" "$@" 2>>"$work/proxy.log" &
    proxy_pid=$!
    local i
    for ((i = 0; i < 100; i++)); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$outer") 2>/dev/null; then return; fi
        sleep 0.02
    done
    fail 'the proxy did not start'
}

proxy_down() {
    [ -n "$proxy_pid" ] || return 0
    kill -KILL "$proxy_pid" 2>/dev/null || true
    wait "$proxy_pid" 2>/dev/null || true
    proxy_pid=
}

# Another fault of the proxy, with the server where it is.
proxy_changes() {
    proxy_down
    proxy_up "$@"
}

stop_all() {
    proxy_down
    stop hub
    [ -z "$server_pid" ] || kill -CONT "$server_pid" 2>/dev/null || true
    server_down
}

# ---------------------------------------------------------------- PCs

# run COMMAND …: its end in $status, its words in $work/out and $work/err, all of it in the log.
run() {
    status=0
    "$@" >"$work/out" 2>"$work/err" || status=$?
    printf '$ %s\n  -> %s\n' "$*" "$status"
    head -c 2000 "$work/out"
    head -c 2000 "$work/err"
}

login_of() {
    case "$1" in
    wang | zhao) printf '%s' "$1" ;;
    *) printf li ;; # li's PC at school; others of hers
    esac
}

# What a sync is told of a hub to go by (hub.sh).
through=()

# sync_of PC [VARIABLE=VALUE …]: words of a command that syncs it.
sync_of() {
    local pc=$1
    shift
    printf '%s\n' timeout -k 5 150 env "$@" "$ctl" sync --profile-root "$work/$pc" --server "$address" --login "$(login_of "$pc")" \
        --password-file "$work/password" "${through[@]}"
}

# syncs PC [VARIABLE=VALUE …]
syncs() {
    local -a command
    mapfile -t command < <(sync_of "$@")
    run "${command[@]}"
}

# begin_sync PC …, then end_sync: meanwhile something happens.
begin_sync() {
    local -a command
    mapfile -t command < <(sync_of "$@")
    "${command[@]}" >"$work/out-of-begun" 2>"$work/err-of-begun" &
    sync_pid=$!
}

end_sync() {
    status=0
    wait "$sync_pid" || status=$?
    mv "$work/out-of-begun" "$work/out"
    mv "$work/err-of-begun" "$work/err"
    printf 'the sync that was begun -> %s\n' "$status"
    cat "$work/out" "$work/err"
}

# pc NAME [VARIABLE=VALUE …] WORD …: the PC's program, with those steps.
pc() {
    local -a surroundings rest
    split "${@:2}"
    run timeout -k 5 150 env "${surroundings[@]}" "$pc_program" "$work/$1" "$address" "$(login_of "$1")" "${rest[@]}"
}

# saves PC TITLE …: posts that are saved, and must never be lost from here on.
saves() {
    local name=$1 title
    shift
    for title; do
        pc "$name" post "$(cat "$work/group")" "$title"
        ended_well
        printf '%s\n' "$title" >>"$work/saved"
    done
}

downloads() { pc "$1" download "$(cat "$work/course")"; }

profile_of() { printf '%s\n' "$work/$1/$(login_of "$1")"-*; }

# ask STORE.db SQL: of a copy, as looking at a store must not mend it.
ask() {
    local copy
    copy=$(mktemp -d "$work/look-XXXXXX")
    cp "$1"* "$copy/"
    sqlite3 "$copy/$(basename "$1")" "$2"
    rm -rf "$copy"
}

# ---------------------------------------------------------------- the county

# A county office, a school, a group of two teachers with 700 posts (a snapshot of two segments), a course. Both have their PCs.
# Li's has three posts that wait, and the server has twenty that it hasn't: every sync goes both ways.
make_county() {
    prepare_network
    printf '%s\n' "$password" >"$work/password"
    : >"$work/saved"
    local data=(--data "$work/server") words=(--school qiaotou --role teacher --groups east --password-file "$work/password") login
    "$ctl" init "${data[@]}" --name 青溪县 --admin chen --password-file "$work/password"
    "$ctl" organisation add "${data[@]}" --slug qiaotou --name 桥头小学
    "$ctl" group add "${data[@]}" --slug east --name 东片协作体
    for login in li wang; do "$ctl" user add "${data[@]}" --login "$login" --name "$login" "${words[@]}"; done
    "$ctl" import course "${data[@]}" "$source_root/resources/sample-county/courses/assessment"
    identity "SELECT record.id FROM community_group JOIN record USING (rid)" >"$work/group"
    identity "SELECT record.id FROM course JOIN record USING (rid)" >"$work/course"
    server_up
    pc li posts "$(cat "$work/group")" 700 early sync
    ended_well
    pc wang posts "$(cat "$work/group")" 20 later sync
    ended_well
    saves li 'waiting one' 'waiting two' 'waiting three'
    server_down
    # As if nobody had needed a snapshot yet.
    sqlite3 "$work/server/server.db" 'DELETE FROM snapshot; DELETE FROM snapshot_segment; PRAGMA wal_checkpoint(TRUNCATE)'
    find "$work/server/snapshots" -type f -delete
    rm -f "$work/server.log" "$work/server.port"
}

identity() {
    sqlite3 "$work/server/server.db" "SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4) || '-' ||
        substr(h, 17, 4) || '-' || substr(h, 21)) FROM (SELECT hex(id) AS h FROM ($1) LIMIT 1)"
}
