# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Somebody in between (proxy/) who cuts, stalls, doubles, changes or makes up what passes.
family 'In between'

requests=(/v1/session /v1/heads /v1/push /v1/pull/)

# once_at PATH[ --skip N] FAULT …: the proxy does that to the next such request, and the server runs behind it.
once_at() {
    # shellcheck disable=SC2086 # a path, or a path and how many to let pass
    proxy_changes --on $1 --times 1 "${@:2}"
    [ -n "$server_pid" ] || server_up
}

# through FAULT …: one sync of li with each kind of request met once.
through() {
    local on
    for on in "${requests[@]}"; do
        once_at "$on" "$@"
        saves li "through $* at $on"
        syncs li
        ended_well "the sync with $* at $on"
        done_wrong
    done
    heal
}

row between-loses-requests 'takes a request of each kind and closes' 'the sync asks again'
between-loses-requests() {
    through lose-request
    happened 'all four syncs went through by themselves'
}

row between-loses-answers 'loses an answer of each kind: the server has done what was asked' 'the sync asks again; nothing is done twice'
between-loses-answers() {
    through lose-answer
    happened 'all four syncs went through by themselves; each post once'
}

row between-cuts-answers 'closes after 150 bytes of an answer of each kind' 'half an answer counts for none; the sync asks again'
between-cuts-answers() {
    through cut 150
    happened 'all four syncs went through by themselves'
}

row between-resets 'resets the connection after 200 bytes of an answer of each kind' 'likewise'
between-resets() {
    through reset 200
    happened 'all four syncs went through by themselves'
}

row between-cuts-requests 'hands on 100 bytes of a request of each kind and closes' 'the server does nothing with half a request; the sync asks again'
between-cuts-requests() {
    through cut-request 100
    happened 'all four syncs went through by themselves'
}

row between-doubles-requests 'sends each request to the server on two connections at once, and gives the second answer' 'what comes twice is taken once'
between-doubles-requests() {
    through twice
    happened 'all four syncs went through; each post once'
}

row between-delays 'gives an answer of each kind after 2 s' 'the sync waits'
between-delays() {
    through delay 2000
    happened 'all four syncs went through'
}

row between-stalls-10-s 'gives half of a page, and the rest after 10 s' 'the sync waits'
between-stalls-10-s() {
    proxy_up --on /v1/pull/ --times 1 stall 10000
    server_up
    syncs_well li
    done_wrong
    heal
    happened 'the sync waited and went through'
}

row between-dribbles 'gives all answers of a first sync a byte at a time' 'it goes through'
between-dribbles() {
    proxy_up dribble 20
    server_up
    syncs_well li-new
    done_wrong
    heal_with li-new
    happened 'went through; level'
}

row between-dribbles-requests 'hands all requests on a byte at a time' 'the server waits for them, within its limits'
between-dribbles-requests() {
    proxy_up dribble-request 200
    server_up
    syncs_well li
    done_wrong
    heal
    happened 'went through; level'
}

row between-cuts-segments 'closes after 3,000 bytes of every segment but the last try of each, three times' 'the first sync goes on by itself; a segment comes whole or not at all'
between-cuts-segments() {
    proxy_up --on /v1/snapshot/ --skip 1 --times 3 cut 3000
    server_up
    syncs_well li-new
    done_wrong 3
    heal_with li-new
    happened 'the same sync fetched them again; level'
}

row between-flips-bits 'flips a bit near the begin, in the middle and at the end of an answer of each kind' 'nothing changed is taken; the next sync goes through'
between-flips-bits() {
    local on at told=0
    requests+=(/v1/snapshot/ '/v1/snapshot/ --skip 1') # a manifest, a segment
    for on in "${requests[@]}"; do
        for at in 9 40 -2; do
            local name=li
            [[ $on != /v1/snapshot/* ]] || name=li-new
            [ "$name" = li ] || rm -rf "$work/li-new"
            once_at "$on" flip "$at"
            if [ "$name" = li ]; then saves li "a bit at $at of $on"; fi
            syncs "$name"
            done_wrong
            if [ "$status" -ne 0 ]; then
                told=$((told + 1))
                grep -qE ': [a-z][^:]+$' "$work/err" || fail "it doesn't say what to do: $(cat "$work/err")"
            fi
            syncs "$name"
            ended_well "the sync after a bit at $at of $on"
        done
    done
    heal li wang li-new
    [ "$told" -eq 18 ] || fail "a changed answer was told in $told of 18 syncs"
    happened 'all 18 syncs refused what came and said so, each next one went through; level'
}

row between-shortens-zstd 'takes 7 bytes off the end of an answer of each kind, with a Content-Length that fits' 'a truncated frame is refused; the next sync goes through'
between-shortens-zstd() {
    local on
    for on in "${requests[@]}"; do
        once_at "$on" shorten 7
        saves li "seven bytes of $on"
        syncs li
        told truncated 'sync again|get the file anew'
        done_wrong
        syncs_well li
    done
    heal
    happened 'each was refused in words, the next sync went through'
}

row between-declares-a-terabyte 'answers with a zstd frame of 20 bytes that declares 1 TiB' 'it is refused before memory is asked for'
between-declares-a-terabyte() {
    local on
    local -a command
    # Magic, a descriptor with eight bytes of content size and a window of its own, then the size.
    printf '\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00' >"$work/huge"
    for on in "${requests[@]}"; do
        once_at "$on" body "$work/huge"
        saves li "a terabyte at $on"
        mapfile -t command < <(sync_of li)
        run prlimit --as=2000000000 "${command[@]}"
        [ "$status" -eq 1 ] || fail "it ended with $status"
        says 'more than is allowed'
        in_chinese too-large
        done_wrong
        syncs_well li
    done
    heal
    happened 'each was refused in words, the next sync went through'
}

# makes_up FILE CODE ADVICE: every request is answered so; a PC that knows the server, and a blank one.
makes_up() {
    proxy_up answer "$1"
    server_up
    syncs li
    done_wrong
    told "$2" "$3"
    syncs li-new
    told "$2" "$3"
    [ -z "$(find "$work/li-new" -name profile 2>/dev/null)" ] || fail 'it enrolled at something that is no server'
    heal
}

# Such an answer counts as a server that isn't reached.
makes_up_no_server() { makes_up "$work/portal" host-unreachable 'check the address and the network'; }

row between-captive-portal 'answers everything with 200 and an HTML page, as a hotspot before its sign-in does' \
    'the person is told that the server is not reached, not that something is broken'
between-captive-portal() {
    local page='<html><body>Welcome! Please sign in.</body></html>'
    printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %s\r\n\r\n%s' "${#page}" "$page" >"$work/portal"
    makes_up_no_server
    happened '"check the address and the network" was told, to the blank PC too; nothing of it was kept'
}

row between-redirects 'answers everything with 302 to a sign-in page' 'likewise; the redirect is not followed'
between-redirects() {
    printf 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%s/login\r\nContent-Length: 0\r\n\r\n' "$outer" >"$work/portal"
    makes_up_no_server
    happened '"check the address and the network" was told; no request went after the redirect'
}

row between-asks-for-sign-in 'answers everything with 511 (network authentication required)' 'likewise'
between-asks-for-sign-in() {
    printf 'HTTP/1.1 511 Network Authentication Required\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nHTML' >"$work/portal"
    makes_up_no_server
    happened '"check the address and the network" was told'
}

row between-bad-gateway 'answers everything with 502 and an HTML page, as a proxy without its server does' 'likewise'
between-bad-gateway() {
    printf 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nHTML' >"$work/portal"
    makes_up_no_server
    happened '"check the address and the network" was told'
}

row between-talks-garbage 'answers everything with 4 KiB that are no HTTP' 'it is told; nothing is taken'
between-talks-garbage() {
    head -c 4096 /dev/urandom >"$work/garbage"
    makes_up "$work/garbage" link-cut 'check the address and the network'
    happened '"check the address and the network" was told'
}

row between-maintenance 'answers everything with 503 and Retry-After: 3600' 'the sync does not wait an hour; it is told'
between-maintenance() {
    printf 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n' >"$work/portal"
    local begun=$SECONDS
    makes_up "$work/portal" server-busy 'try again'
    [ $((SECONDS - begun)) -le 60 ] || fail "it took $((SECONDS - begun)) s"
    happened 'told at once'
}

row between-portal-in-the-middle 'answers with a HTML page from the first push on, as a hotspot whose time is up does' \
    'what was done is kept, the rest waits, the person is told'
between-portal-in-the-middle() {
    printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nHTML' >"$work/portal"
    proxy_up --on /v1/push answer "$work/portal"
    server_up
    syncs li
    done_wrong
    told host-unreachable 'check the address and the network'
    holds_unsent li 3
    heal
    happened '"check the address and the network" was told; the three posts waited and were sent later'
}

row between-another-server "another county's server answers at the address" 'it is not believed: nothing is sent, nothing taken'
between-another-server() {
    cp -a "$work/server" "$work/right-server"
    rm -rf "$work/server"
    run "$ctl" init --data "$work/server" --name 别县 --admin chen --password-file "$work/password"
    ended_well
    server_up
    syncs li
    told other-server 'A server that is gone'
    holds_unsent li 3
    stop_all
    rm -rf "$work/server"
    mv "$work/right-server" "$work/server"
    heal
    happened 'the PC was told that another server answers there, and kept all'
}
