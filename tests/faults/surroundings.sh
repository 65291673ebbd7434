# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh, or read by rows
# What rows do to disks, files and names.

# ---------------------------------------------------------------- disks

# on_small_disk FOLDER: moves it to a file system of 16 MiB.
on_small_disk() {
    isolated || skip 'mounting a small disk needs root or user namespaces'
    mv "$1" "$1.aside"
    mkdir "$1"
    mount -t tmpfs -o size=16m tmpfs "$1" || skip 'this system mounts no tmpfs'
    [ "$(df -k --output=size "$1" | tail -n 1)" -eq 16384 ] || fail 'the small disk is not small'
    cp -a "$1.aside/." "$1/"
    rm -rf "$1.aside"
}

# fill FOLDER [KIB]: leaves that many KiB free. Never writes more than a small disk holds.
fill() {
    head -c 16M /dev/zero >"$1/filler" 2>/dev/null || true
    [ "$(df -k --output=avail "$1" | tail -n 1)" -eq 0 ] || fail 'the small disk is not full'
    truncate -s "-${2:-0}K" "$1/filler"
}

# more_room FOLDER: on a small disk, which becomes a large one.
more_room() {
    rm -f "$1/filler"
    mount -o remount,size=256m "$1"
}

# on_bad_disk CALL PATH WITH [VARIABLE=VALUE …]: what a program gets whose disk is so is in ${bad_disk[@]} then (shim.c).
on_bad_disk() {
    bad_disk=("LD_PRELOAD=$shim" "FAULT_TALLY=$work/tally" "FAULT_CALL=$1" "FAULT_PATH=$2" "FAULT_WITH=$3" "${@:4}")
}

make_read_only() {
    isolated || skip 'a read-only mount needs root or user namespaces'
    mount --bind "$1" "$1"
    mount -o remount,bind,ro "$1"
}

make_writable() { mount -o remount,bind,rw "$1"; }

# ---------------------------------------------------------------- files

# change_byte FILE AT: every bit of it, so that it is another one whatever it was.
change_byte() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
    [ -n "$byte" ] || fail "$1 has no byte at $2"
    # shellcheck disable=SC2059 # an escape
    printf "\\x$(printf '%02x' $((byte ^ 255)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

cut_in_half() { truncate -s "$(($(stat -c %s "$1") / 2))" "$1"; }

# keep_copy_of FOLDER: as it is today, for put_back.
keep_copy_of() { cp -a "$1" "$1.kept"; }

put_back() {
    rm -rf "$1"
    mv "$1.kept" "$1"
}

# ---------------------------------------------------------------- links and names

nothing_passes() {
    isolated || skip 'cutting a link needs a network namespace'
    iptables -I INPUT -i lo -p tcp -j DROP 2>/dev/null || skip 'this system has no iptables'
}

# cut_off PORT: nothing gets to whoever listens there, or from there.
cut_off() {
    isolated || skip 'cutting a link needs a network namespace'
    local end
    for end in --dport --sport; do
        iptables -I INPUT -i lo -p tcp "$end" "$1" -j DROP 2>/dev/null || skip 'this system has no iptables'
    done
}

all_passes() {
    iptables -F 2>/dev/null || true
    tc qdisc del dev lo root 2>/dev/null || true
}

# The row's programs know the server as qingxi.test, until they don't.
knows_the_name() {
    isolated || skip 'another /etc/hosts needs a mount namespace'
    printf '127.0.0.1 localhost qingxi.test\n' >"$work/hosts"
    mount --bind "$work/hosts" /etc/hosts
}

knows_the_name_no_more() { umount /etc/hosts; }
