# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Links that are slow, lossy, or gone; in the row's own network namespace.
family 'Links'

# A loopback joins packets up to 64 KiB, and then few are there to be lost.
small_packets() { ip link set lo mtu 1500 gso_max_segs 1 || skip 'this system makes no small packets on its loopback'; }

# lost COUNT: so many packets at least.
lost() {
    local count
    count=$(iptables -nvxL INPUT | awk '/statistic/ { count += $1 } END { print count + 0 }')
    [ "$count" -ge "$1" ] || fail "$count packets were lost, which is too few to show anything"
}

# held_up COUNT: so many packets had to wait at least.
held_up() {
    local count
    count=$(tc -s qdisc show dev lo | sed -n 's/.*overlimits \([0-9]*\).*/\1/p')
    [ "${count:-0}" -ge "$1" ] || fail "${count:-0} packets had to wait, which is too few to show anything"
}

# shape RATE: of all that goes over the loopback, whose packets are made as small as a real link's first.
shape() {
    isolated || skip 'shaping a link needs a network namespace'
    small_packets
    tc qdisc add dev lo root tbf rate "$1" burst 3000 latency 1s 2>/dev/null || skip 'this system has no token bucket filter'
}

# loses PART: of the packets, which are as small as a real link's.
loses() {
    isolated || skip 'losing packets needs a network namespace'
    small_packets
    iptables -A INPUT -i lo -m statistic --mode random --probability "$1" -j DROP 2>/dev/null || skip 'this system has no iptables with statistics'
}

# first_sync_over_it_goes_through: and all is level when the link is good again.
first_sync_over_it_goes_through() {
    syncs_well li-new
    "$@"
    all_passes
    heal_with li-new
}

row link-64-kbit "TBF at 64 kbit/s, MTU 1500, during a sync both ways" 'it goes through'
link-64-kbit() {
    server_up
    shape 64kbit
    syncs_well li
    syncs_well wang
    held_up 20
    all_passes
    heal
    happened 'went through; level'
}

row link-64-kbit-first-sync "TBF at 64 kbit/s during the first sync of 720 posts" 'it goes through'
link-64-kbit-first-sync() {
    server_up
    shape 64kbit
    first_sync_over_it_goes_through held_up 50
    happened 'went through; level'
}

row link-loses-a-tenth "iptables drops a tenth of the packets during four first syncs, one after another" 'each goes through'
link-loses-a-tenth() {
    local times
    server_up
    loses 0.1
    for times in 1 2 3; do
        syncs_well li-new
        rm -rf "$work/li-new"
    done
    first_sync_over_it_goes_through lost 15
    happened 'all went through; level'
}

row link-slow-and-lossy "64 kbit/s and a tenth of the packets lost during a first sync of 720 posts" 'it goes through, if need be with a second try'
link-slow-and-lossy() {
    server_up
    shape 64kbit
    loses 0.1
    syncs li-new
    lost 4
    held_up 20
    first_sync_over_it_goes_through
    happened 'went through; level'
}

row link-gone-for-5-s "all packets dropped for 5 s in the middle of a slow first sync" 'the same sync goes on when the link is back'
link-gone-for-5-s() {
    server_up
    shape 128kbit
    begin_sync li-new
    sleep 2
    nothing_passes
    sleep 5
    kill -0 "$sync_pid" 2>/dev/null || fail 'the sync was over before the link was gone'
    all_passes
    sync_ends_well
    heal_with li-new
    happened 'the same sync went on and ended level'
}

row link-down-at-start "every packet vanishes (loopback down)" 'it is told after a minute of silence at most, and work goes on offline'
link-down-at-start() {
    isolated || skip 'taking the loopback down needs a network namespace'
    server_up
    ip link set lo down
    local begun=$SECONDS
    syncs li
    told timed-out 'check the address and the network'
    [ $((SECONDS - begun)) -le 75 ] || fail "it took $((SECONDS - begun)) s to say so"
    saves li 'without a network'
    ip link set lo up
    heal
    happened '"check the address and the network" was told; a post was written and sent later'
}

row server-not-there "nothing listens at the server's address" 'it is told within the retries of one sync'
server-not-there() {
    local begun=$SECONDS
    syncs li
    told host-unreachable 'check the address and the network'
    [ $((SECONDS - begun)) -le 15 ] || fail "it took $((SECONDS - begun)) s to say so"
    heal
    happened '"check the address and the network" was told'
}

row name-does-not-resolve "the server's name, known when the PC was enrolled, resolves to nothing" 'it is told, and work goes on offline'
name-does-not-resolve() {
    certificate qingxi.test named
    trusts named
    address=https://qingxi.test:$outer
    server_up --tls-certificate "$work/named.crt" --tls-key "$work/named.key"
    syncs li-named
    ended_well 'enrolling by name'
    knows_the_name_no_more
    syncs li-named
    told host-unreachable 'check the address and the network'
    knows_the_name
    syncs_well li-named
    address=http://127.0.0.1:$outer
    heal
    happened '"check the address and the network" was told; with the name back it went through'
}

row server-halted-for-10-s "SIGSTOP of the server for 10 s in the middle of a request" 'the sync waits and goes through'
server-halted-for-10-s() {
    server_halts_at page-before-answer
    sleep 10
    kill -0 "$sync_pid" 2>/dev/null || fail 'the sync did not wait'
    is_halted "$server_pid" || fail 'the server was not halted'
    kill -CONT "$server_pid"
    sync_ends_well
    heal
    happened 'the sync waited and went through'
}

row pc-halted-for-10-s "SIGSTOP of the PC for 10 s in the middle of a page" 'it goes on where it was'
pc-halted-for-10-s() {
    server_up
    begin_sync li 'STAFFROOM_FAILPOINT=replica-before-commit/taking a page in=stop'
    local halted
    halted=$(wait_for_halted "$ctl")
    sleep 10
    is_halted "$halted" || fail 'the PC was not halted'
    kill -CONT "$halted"
    sync_ends_well
    heal
    happened 'went on and ended level'
}
