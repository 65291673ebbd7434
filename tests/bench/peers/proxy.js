// SPDX-License-Identifier: GPL-3.0-or-later
// Hands connections on and counts what they carry, both ways, above TCP: `proxy.js ADDRESS TARGETPORT [BYTES]`, to 127.0.0.1.
// Says its port, then at each line of standard input how many bytes have passed. Each time that so many BYTES came down, all
// connections are cut.
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";

const [address, target, cutEvery] = process.argv.slice(2);
const passed = { up: 0, down: 0, connections: 0, cuts: 0 };
const open = new Set();

/** Where it is due. Not gently: what was on its way is lost. */
function cut() {
    if (!cutEvery || passed.down < (passed.cuts + 1) * Number(cutEvery)) return;
    passed.cuts++;
    for (const socket of open) socket.resetAndDestroy();
}

function hand(from, to, way) {
    from.setNoDelay(true);
    open.add(from);
    from.on("data", (bytes) => {
        passed[way] += bytes.length;
        if (!to.write(bytes)) {
            from.pause();
            to.once("drain", () => from.resume());
        }
        if (way === "down") cut();
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
        open.delete(from);
        to.destroySoon();
    });
}

const server = createServer((client) => {
    passed.connections++;
    const upstream = connect(Number(target), "127.0.0.1");
    hand(client, upstream, "up");
    hand(upstream, client, "down");
});
server.listen(0, address, () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`));
createInterface({ input: process.stdin })
    .on("line", () => process.stdout.write(`${JSON.stringify(passed)}\n`))
    .on("close", () => process.exit(0));
