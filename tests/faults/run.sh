#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Real faults on real processes, one row a fault; `./dev faults` builds what it needs and calls it. A row passes when all that it
# asserts held; what this system can't do is skipped in words, counted, and never passed.
# shellcheck disable=SC2034,SC2154 # the other files read and set much of it
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_root=$(cd "$here/../.." && pwd)
# shellcheck source=/dev/null
. "$here/rows.sh"
# shellcheck source=/dev/null
. "$here/ground.sh"
# shellcheck source=/dev/null
. "$here/surroundings.sh"
# shellcheck source=/dev/null
. "$here/assertions.sh"
# shellcheck source=/dev/null
. "$here/hub.sh"
# shellcheck source=/dev/null
. "$here/stick.sh"
# shellcheck source=/dev/null
. "$here/document.sh"
for file in "$here"/rows/*.sh; do
    # shellcheck source=/dev/null
    . "$file"
done

usage() {
    cat <<'TEXT'
usage: run.sh [option …] [name …]      names may hold * and ?; all rows unless named

  --build DIR     a build with STAFFROOM_FAILPOINTS and the target faults (build/dev)
  --jobs N        rows at a time (the cores)
  --work DIR      where the rows work; removed when all passed (a temporary folder)
  --list          the names, one a line
  --check-docs    only compare the rows with docs/faults.md
  --write-docs    write the tables of docs/faults.md anew, with what happened in this run
TEXT
}

build=$source_root/build/dev
jobs=$(nproc)
work_root=
write_docs=false
only_row=
declare -a wanted=()
while [ $# -gt 0 ]; do
    case "$1" in
    --build) build=$(realpath -- "$2") && shift ;;
    --jobs) jobs=$2 && shift ;;
    --work) work_root=$(realpath -m -- "$2") && shift ;;
    --list) printf '%s\n' "${row_names[@]}" && exit ;;
    --check-docs)
        check_documented
        exit
        ;;
    --write-docs) write_docs=true ;;
    --row) only_row=$2 && shift ;; # what the script calls itself with, inside the row's own namespaces
    -h | --help) usage && exit ;;
    -*) usage >&2 && exit 2 ;;
    *) wanted+=("$1") ;;
    esac
    shift
done

find_programs "$build"

if [ -n "$only_row" ]; then
    work=$work_root/$only_row
    live_through "$only_row"
    exit
fi

# ---------------------------------------------------------------- all rows

declare -a chosen=()
for name in "${row_names[@]}"; do
    if [ ${#wanted[@]} -eq 0 ]; then chosen+=("$name"); fi
    for pattern in "${wanted[@]}"; do
        # shellcheck disable=SC2053 # a pattern
        if [[ $name == $pattern ]]; then chosen+=("$name") && break; fi
    done
done
[ ${#chosen[@]} -gt 0 ] || { printf 'no row is called that; run.sh --list names them\n' >&2 && exit 2; }

temporary=
if [ -z "$work_root" ]; then
    work_root=$(mktemp -d "${TMPDIR:-/tmp}/staffroom-faults-XXXXXX")
    temporary=yes
fi
mkdir -p "$work_root"
choose_isolation
[ -n "$isolation" ] || jobs=1

in_isolation() {
    # shellcheck disable=SC2086 # several words, or none
    timeout -k 10 300 $isolation bash "$here/run.sh" --build "$build" --work "$work_root" --row "$1" >"$work_root/$1.log" 2>&1 &
    # Whoever stops this script stops its rows.
    # shellcheck disable=SC2064
    trap "kill $! 2>/dev/null; exit 143" TERM INT
    wait $!
}

# Prints the row's line and keeps it for the document: name, outcome, words.
finish() {
    local name=$1 status=$2 outcome words
    words=$(cat "$work_root/$name/words" 2>/dev/null || true)
    case "$status" in
    0) outcome=passed ;;
    77) outcome=skipped ;;
    124 | 137)
        outcome=failed
        words="not over after 300 s"
        ;;
    *) outcome=failed ;;
    esac
    printf '%s\t%s\t%s\n' "$name" "$outcome" "$words" >"$work_root/$name.result"
    printf '%-8s %-40s %s\n' "$outcome" "$name" "$words"
    if [ "$outcome" = failed ]; then
        printf '         its log: %s\n' "$work_root/$name.log"
        tail -n 12 "$work_root/$name.log" | sed 's/^/         | /'
    else
        chmod -R u+w "$work_root/$name" 2>/dev/null || true
        rm -rf "${work_root:?}/$name"
    fi
}

started=$SECONDS
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
trap 'exit 143' TERM INT
mkdir -p "$work_root/the-county"
in_isolation the-county || { cat "$work_root/the-county.log" >&2 && exit 1; }

running=0
for name in "${chosen[@]}"; do
    if [ "$running" -ge "$jobs" ]; then
        wait -n || true
        running=$((running - 1))
    fi
    (
        status=0
        in_isolation "$name" || status=$?
        finish "$name" "$status"
    ) &
    running=$((running + 1))
done
wait

passed=0 failed=0 skipped=0
for name in "${chosen[@]}"; do
    case "$(cut -f 2 "$work_root/$name.result")" in
    passed) passed=$((passed + 1)) ;;
    skipped) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)) ;;
    esac
done
if $write_docs; then write_document "$work_root"; fi
[ "$skipped" -eq 0 ] || printf '%s skipped, for the reasons above: they were not tested\n' "$skipped"
printf '%s seconds\n' "$((SECONDS - started))"
if [ "$failed" -eq 0 ] && [ -n "$temporary" ]; then rm -rf "$work_root"; fi
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
