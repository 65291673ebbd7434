# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2119,SC2120,SC2154 # names that are set in ground.sh and run.sh, or read there
# A school's hub between PCs and server.

hub_port=${FAULTS_HUB:-8442}

# hub_made: the kit, for a hub whose members li and wang are. While the server is down.
hub_made() {
    run "$ctl" hub add --data "$work/server" --org qiaotou --name 机房 --kit "$work/hub.kit"
    ended_well 'making the hub'
}

# Seconds between its exchanges with the server when nothing calls for one.
hub_every=1

# hub_up [VARIABLE=VALUE …]
hub_up() { start hub "$hub_port" "$@" --role hub --kit "$work/hub.kit" --upstream "$address" --every "$hub_every"; }

hub_down() { stop hub; }

hub_killed() { slay hub; }

hub_dies() { await_death hub; }

# school_up [VARIABLE=VALUE …]: a new hub, as told, and its server, which logs every request.
school_up() {
    hub_made
    server_up --log-level debug
    hub_up "$@"
}

# by_hub COMMAND …: what it syncs goes by the hub.
by_hub() {
    through=(--through "http://127.0.0.1:$hub_port")
    "$@"
    through=()
}

# hub_refuses_to_start WORDS …: it ends with 1 and says all of it.
hub_refuses_to_start() {
    run timeout 20 "$server" --role hub --data "$work/hub" --listen "127.0.0.1:$hub_port" --upstream "$address"
    ended_with 1
    says "$@"
}

# Two exchanges of the hub's were begun, so one was finished; what an answer changes in the hub's store follows at once.
hub_meets_the_server() {
    local before i
    before=$(exchanges_begun)
    for ((i = 0; i < 300; i++)); do
        [ "$(exchanges_begun)" -lt $((before + 2)) ] || return 0
        sleep 0.1
    done
    fail 'the hub and the server did not meet within 30 s'
}

exchanges_begun() { grep -c '"path":"/v1/relay/grants"' "$work/server.log" || true; }

# What a PC is told while the hub fetches what it lacks.
hub_fetches='the hub fetches this snapshot|the hub still asks the server for its word'

# nothing_waits PC …: by the hub all that these made gets to the server, within half a minute of exchanges. A PC that needs what the hub
# hasn't got yet comes again.
nothing_waits() {
    local name i waiting
    for ((i = 0; i < 30; i++)); do
        waiting=
        for name; do
            by_hub syncs "$name"
            if [ "$status" -ne 0 ]; then says "$hub_fetches"; fi
            grep -qE '^by the hub .*, 0 waiting there, 0 here$' "$work/out" || waiting+=" $name"
        done
        [ -n "$waiting" ] || return 0
        sleep 1
    done
    fail "after thirty rounds by the hub work still waits of$waiting"
}

# heal_by_hub [PC …]: as heal, but no PC speaks to the server. li and wang unless named.
heal_by_hub() {
    [ $# -gt 0 ] || set -- li wang
    stop_all
    [ -n "${server_lost_data:-}" ] || acknowledged_is_there "$@"
    server_up --log-level debug
    hub_up
    nothing_waits "$@"
    hub_meets_the_server
    local name
    for name; do by_hub syncs_well "$name"; done
    hub_down
    server_down
    level "$@"
    hub_is_level
    everything_saved "$@"
}

# The hub's store is clean, holds nothing that waits, and as much of each log as the server. After level.
hub_is_level() {
    run "$ctl" verify hub "$work/hub"
    ended_well 'the check of the hub'
    says ' 0 batches wait for the server'
    local scopes
    scopes=$(grep -c '^log' "$work/out")
    [ "$scopes" -ge 3 ] || fail "the hub holds $scopes scopes, which is too few" # those in which something was written
    cut -d ' ' -f 1,2,4 "$work/out" | sed -n 's/^log //p' | sort >"$work/heads-of-hub"
    [ -z "$(comm -23 "$work/heads-of-hub" "$work/heads")" ] || fail 'the hub is not level with the server'
}
