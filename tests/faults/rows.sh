# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # run.sh reads these
# The list of rows. A row is a function of its name, announced with how the fault is injected and what must happen.

declare -a row_names=()
declare -A row_family=() row_how=() row_must=()
current_family=

# family TITLE: of the rows that follow.
family() { current_family=$1; }

# row NAME HOW MUST
row() {
    row_names+=("$1")
    row_family[$1]=$current_family
    row_how[$1]=$2
    row_must[$1]=$3
}

# The row's own words for the report and the document: what happened, or why it failed or was skipped.
words() { printf '%s' "$*" >"$work/words"; }

happened() { words "$*"; }

fail() {
    words "$*"
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

skip() {
    words "skipped: $*"
    exit 77
}

# live_through NAME: in the row's own namespaces and folder; ends with its status.
live_through() {
    local name=$1
    # Where there is no namespace that ends with the row.
    trap 'kill -KILL $server_pid $hub_pid $proxy_pid $sync_pid 2>/dev/null || true' EXIT
    rm -rf "$work"
    mkdir -p "$work"
    if [ "$name" = the-county ]; then
        make_county
        return
    fi
    cp -a "$work/../the-county/." "$work/"
    prepare_network
    "$name"
    stop_all
}
