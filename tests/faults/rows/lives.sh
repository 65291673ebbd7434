# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Programs that start, stop and meet where they should not.
family 'Starts and stops'

row profile-opened-twice "the same profile is opened by a second program" 'the second one is told; the first goes on'
profile-opened-twice() {
    server_halts_at page-before-answer
    pc li sync
    failed_as profile-locked
    syncs li
    told profile-locked 'stop the program that uses this folder'
    kill -CONT "$server_pid"
    sync_ends_well
    heal
    happened 'the second was told "stop the program that uses this folder", the first went on'
}

row server-opened-twice "a second server is started on the same folder" 'it ends with 1 and says so; the first serves on'
server-opened-twice() {
    server_up
    refuses_to_start 'stop the program that uses this folder' -- --listen "127.0.0.1:$inner"
    syncs_well li
    heal
    happened 'the second ended with 1 and "stop the program that uses this folder"; the first served on'
}

row ctl-beside-server '"staffroomctl user add" while the server runs' 'it is refused and says how to stop the server'
ctl-beside-server() {
    server_up
    run "$ctl" user add --data "$work/server" --login zhao --name 赵 --school qiaotou --role teacher --password-file "$work/password"
    told profile-locked 'systemctl stop staffroom-server'
    syncs_well li
    heal
    happened 'refused, with how to stop the server'
}

row server-port-taken "the server's port is taken by another program" 'it ends with 1 and names the port'
server-port-taken() {
    server_up
    cp -a "$work/../the-county/server" "$work/second"
    refuses_to_start "$outer" 'Address already in use' -- --data "$work/second"
    heal
    happened 'it ended with 1, the port and "Address already in use"'
}

# the_same_sync_goes_on [HALTED]: with the server that is started again, which has to give it more than an end.
the_same_sync_goes_on() {
    : >"$work/server.log"
    server_up --log-level debug
    [ $# -eq 0 ] || kill -CONT "$1"
    sync_ends_well
    logged '"path":"/v1/pull/[^"]*","status":200'
    heal
}

row server-told-to-stop-in-a-request "SIGTERM when a batch is judged and not answered (halted there by SIGSTOP)" 'the request is finished, then the server ends with 0'
server-told-to-stop-in-a-request() {
    server_halts_at verdicts-before-answer --log-level debug
    kill -TERM "$server_pid"
    kill -CONT "$server_pid"
    local ended=0
    wait "$server_pid" || ended=$?
    [ "$ended" -eq 0 ] || fail "the server ended with $ended"
    server_pid=
    logged stopped
    logged '"path":"/v1/push[^"]*","status":200'
    the_same_sync_goes_on
    happened 'the verdict went out, the server ended with 0; started again it served the rest of the same sync'
}

row server-restarts-between-requests "the server is stopped and started again while the PC takes a verdict in" 'the same sync goes on with it'
server-restarts-between-requests() {
    server_up
    begin_sync li 'STAFFROOM_FAILPOINT=replica-before-commit/taking a verdict in=stop'
    local halted
    halted=$(wait_for_halted "$ctl")
    stop_all
    the_same_sync_goes_on "$halted"
    happened 'the same sync went on with the server that was started again'
}

row server-on-another-port "the server is started on another port" 'the PC is told that it is not reached; signing in at the new address is another profile, and the old one keeps what waits'
server-on-another-port() {
    server_up
    stop_all
    local known=$address
    server_up --listen "127.0.0.1:$inner"
    syncs li
    told host-unreachable 'check the address and the network'
    address=http://127.0.0.1:$inner
    syncs li-elsewhere
    ended_well 'signing in at the new address'
    address=$known
    heal
    happened '"check the address and the network" was told; back at its port the waiting posts were sent'
}

# ---------------------------------------------------------------- TLS

# certificate NAME FILE [DAYS]: for a host of that name, signed by itself.
certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/$2.key" -out "$work/$2.crt" -days 30 \
        -subj "/CN=$1" -addext "subjectAltName=DNS:$1" 2>/dev/null || skip 'openssl is not installed'
}

# trusts FILE: this row's programs take that certificate for genuine.
trusts() {
    isolated || skip 'other trusted certificates need a mount namespace'
    mkdir -p "$work/trusted"
    cp "$work/$1.crt" "$work/trusted/$(openssl x509 -hash -noout -in "$work/$1.crt").0"
    cp "$work/$1.crt" "$work/trusted/ca-certificates.crt"
    mount --bind "$work/trusted" /etc/ssl/certs
    knows_the_name
}

row tls-right-certificate "none: the server has a certificate that the PC trusts, for the name that it is asked by" 'it goes through (or the next rows show nothing)'
tls-right-certificate() {
    certificate qingxi.test right
    trusts right
    server_up --tls-certificate "$work/right.crt" --tls-key "$work/right.key" --log-level debug
    address=https://qingxi.test:$outer
    syncs_well li-safe
    logged '"path":"/v1/enrol"'
    address=http://127.0.0.1:$outer
    heal
    happened 'enrolled and level over TLS'
}

# refuses_certificate: the PC's program, blank and asked for a password, doesn't go on.
refuses_certificate() {
    server_up --tls-certificate "$work/$1.crt" --tls-key "$work/$1.key" --log-level debug
    address=https://qingxi.test:$outer
    syncs li-safe
    told bad-certificate 'certificate'
    logged_nothing_of_a_person
    address=http://127.0.0.1:$outer
    heal
}

# Of a server that logs every request.
logged_nothing_of_a_person() {
    if grep -q '"path":"/v1/' "$work/server.log"; then fail 'a request got through although the certificate was refused'; fi
}

row tls-unknown-signer "the server's certificate is signed by nobody that the PC knows" 'no password is sent; it is told'
tls-unknown-signer() {
    certificate qingxi.test known
    certificate qingxi.test unknown
    trusts known
    refuses_certificate unknown
    happened 'refused in words; no request got to the server'
}

row tls-other-name "the server's certificate is genuine and for another name" 'likewise'
tls-other-name() {
    certificate other.test other
    trusts other
    refuses_certificate other
    happened 'refused in words; no request got to the server'
}

row tls-key-missing "the server is told of a key file that isn't there" 'it does not fall back to plain HTTP: it ends with 1 and names the file'
tls-key-missing() {
    certificate qingxi.test right
    rm "$work/right.key"
    refuses_to_start 'right.key' -- --tls-certificate "$work/right.crt" --tls-key "$work/right.key"
    heal
    happened 'it ended with 1 and the name of the file'
}

row tls-spoken-to-plain "the PC has an https address, the server speaks plain HTTP" 'it is told; nothing is sent in the clear'
tls-spoken-to-plain() {
    server_up --log-level debug
    local known=$address
    address=https://127.0.0.1:$outer
    syncs li-safe
    [ "$status" -eq 1 ] || fail "it ended with $status"
    says 'certificate|check the address and the network'
    logged_nothing_of_a_person
    address=$known
    heal
    happened 'told; no request got to the server'
}
