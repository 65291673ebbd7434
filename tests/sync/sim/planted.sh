#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Plants each bug of planted/*.patch in a copy of the tree and lets the simulator look for it: `./dev sim --planted`.
# Prints a line for each, with the seed that caught it; fails where one isn't caught within 2,000 seeds.
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
cmake -S "$work/tree" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DSTAFFROOM_UI=OFF >"$work/configure.log"

caught=0
missed=0
for patch in "$work"/sound/tests/sync/sim/planted/*.patch; do
    name=$(basename "$patch" .patch)
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    # What stands around a bug may have moved or been indented since.
    patch -s -p1 -l -F3 --no-backup-if-mismatch -d "$work/tree" <"$patch"
    cmake --build "$build" -j "$jobs" --target sim >"$work/build.log" || {
        echo "$name: doesn't compile any more; see $work/build.log"
        exit 1
    }
    "$build/tests/sync/sim/sim" --seeds "$seeds" --jobs "$jobs" --until-broken yes >"$work/$name.log" && rc=0 || rc=$?
    sed -n 's|^+++ b/||p' "$patch" | while IFS= read -r file; do cp "$work/sound/$file" "$work/tree/$file"; done
    if [ "$rc" -eq 1 ]; then
        caught=$((caught + 1))
        printf '%-32s caught: %s\n' "$name" "$(grep -m1 '^seed ' "$work/$name.log")"
    else
        missed=$((missed + 1))
        printf '%-32s NOT CAUGHT within %s seeds (status %s)\n' "$name" "$seeds" "$rc"
    fi
done
echo "$caught caught, $missed missed"
[ "$missed" -eq 0 ]
