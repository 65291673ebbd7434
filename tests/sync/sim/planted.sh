#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Plants each bug of planted/*.patch in a copy of the tree and lets the simulator look for it: `./dev sim --planted`.
# Prints a line for each, with the seed that caught it; fails where one isn't caught within 2,000 seeds. A bug that shows only
# where several rare things come together names a scenario of tests/sync ("test: …" in its patch), which must fail instead.
# usage: planted.sh ROOT JOBS [name ...]
set -euo pipefail

root=$1
jobs=$2
shift 2
work=$root/build/planted
build=$work/tree/build/planted # as deep in the tree as every build: what ccache knows of those is used
seeds=2000

rm -rf "$work/tree" "$work/sound"
mkdir -p "$work/tree" "$work/sound"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -c --null --files-from=- -f -) | tar -x -C "$work/sound"
cp -a "$work/sound/." "$work/tree"
export CCACHE_BASEDIR=$work/tree CCACHE_NOHASHDIR=1
cmake -S "$work/tree" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" -DSTAFFROOM_UI=OFF >"$work/configure.log"

# look_for [SCENARIO]: the bug that is planted; rc is then 1 where it was caught, 0 where it wasn't, 2 where nothing was run.
look_for() {
    local target=sim
    by='' within="within $seeds seeds"
    local -a command=("$build/tests/sync/sim/sim" --seeds "$seeds" --jobs "$jobs" --until-broken yes)
    if [ -n "$1" ]; then
        target=test_sync
        by="by the scenario \"$1\"" within=$by
        command=("$build/tests/sync/test_sync" "$1")
    fi
    cmake --build "$build" -j "$jobs" --target "$target" >"$work/build.log" || return 0
    rc=0
    "${command[@]}" >"$work/$name.log" || rc=$?
    if [ -n "$1" ] && [ "$rc" -ne 0 ]; then # so many assertions failed, or it didn't get that far
        rc=2
        ! grep -q '^test cases:.* failed' "$work/$name.log" || rc=1
    fi
}

caught=0
missed=0
for patch in "$work"/sound/tests/sync/sim/planted/*.patch; do
    name=$(basename "$patch" .patch)
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    scenario=$(sed -n 's/^test: //p' "$patch")
    # What stands around a bug may have moved or been indented since.
    rc=2
    if patch -s -p1 -l -F3 --no-backup-if-mismatch -d "$work/tree" <"$patch" >"$work/build.log"; then look_for "$scenario"; fi
    sed -n 's|^+++ b/||p' "$patch" | while IFS= read -r file; do cp "$work/sound/$file" "$work/tree/$file"; done
    case $rc in
    1)
        caught=$((caught + 1))
        printf '%-32s caught: %s\n' "$name" "${by:-$(grep -h '^seed ' "$work/$name.log" | sort -t' ' -k2n | head -n 1)}"
        ;;
    0)
        missed=$((missed + 1))
        printf '%-32s NOT CAUGHT %s\n' "$name" "$within"
        ;;
    *)
        missed=$((missed + 1))
        printf '%-32s NOT RUN: see %s\n' "$name" "$work/build.log"
        ;;
    esac
done
echo "$caught caught, $missed missed"
[ "$missed" -eq 0 ]
