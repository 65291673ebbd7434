# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # names that are set in ground.sh and run.sh
# Folders that are copied, and older copies that are put back.
family 'Copies'

row pc-copied "the PC's folder is copied to a second PC (a disk image); both have three posts that wait, both write and sync" \
    'the second goes on under a name of its own; what both had is there once, what each wrote too'
pc-copied() {
    server_up
    cp -a "$work/li" "$work/li-copy"
    saves li 'on the first'
    saves li-copy 'on the copy'
    syncs li
    ended_well 'the sync of the first'
    syncs li-copy
    ended_well 'the sync of the copy'
    says 'goes on under a name of its own'
    saves li 'on the first again'
    saves li-copy 'on the copy again'
    heal li wang li-copy
    happened 'both went on by themselves; each post once on all three PCs'
}

# dies_renewing PLACE: a copied PC, there, when it was told that its name is in use.
dies_renewing() {
    server_up
    cp -a "$work/li" "$work/li-copy"
    saves li 'on the first'
    saves li-copy 'on the copy'
    syncs_well li
    dies "$1" syncs li-copy
    saves li-copy 'on the copy, after it died'
    heal li wang li-copy
}

row pc-dies-before-new-name "SIGKILL of a copied PC before the commit of the name that it is to go on under" 'it has its old name, is told again, and goes on under a new one'
pc-dies-before-new-name() {
    dies_renewing 'replica-before-commit/going on under another name'
    happened 'the next sync gave it another name; each post once on all three PCs'
}

row pc-dies-after-new-name "SIGKILL of a copied PC after that commit, before its new key lies in place of the old one" 'the next start puts the key in place; it goes on under the new name'
pc-dies-after-new-name() {
    dies_renewing 'replica-after-commit/going on under another name'
    happened 'the next start took the new key; each post once on all three PCs'
}

row pc-put-back "the PC's folder is put back to a copy of yesterday, which lacks a post that the server has" \
    'it goes on under a new name and gets its own post back'
pc-put-back() {
    keep_copy_of "$work/li"
    server_up
    saves li 'of today'
    syncs_well li
    put_back "$work/li"
    saves li 'after it was put back'
    syncs li
    ended_well 'the sync of the copy'
    says 'goes on under a name of its own'
    heal
    happened 'it went on by itself; the post of today came back from the server, once'
}

row pc-store-deleted "the PC's store is deleted when all is sent; its key and profile stay" 'it goes on under a new name with a fresh copy of everything'
pc-store-deleted() {
    server_up
    syncs_well li
    rm "$(profile_of li)"/store.db*
    saves li 'into a new store'
    syncs li
    ended_well 'the sync of the new store'
    says 'goes on under a name of its own'
    heal
    happened 'it went on by itself; all that was at the server came back, and the new post went there'
}

row server-put-back "the server's folder is put back to a copy of before today's syncs" \
    'the PCs send again what the server lost, and fetch anew what they hold too much of'
server-put-back() {
    keep_copy_of "$work/server"
    server_up
    saves wang 'of today'
    syncs_well li
    syncs_well wang
    syncs_well li
    stop_all
    put_back "$work/server"
    server_lost_data=yes
    saves li 'after the server was put back'
    heal
    happened 'all that was written since the copy came again from the PCs; level'
}
