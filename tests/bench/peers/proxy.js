// SPDX-License-Identifier: GPL-3.0-or-later
// Hands connections on and counts what they carry, both ways, above TCP: `proxy.js ADDRESS TARGETPORT`, to 127.0.0.1. Says
// its port, then at each line of standard input how many bytes have passed.
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";

const [address, target] = process.argv.slice(2);
const passed = { up: 0, down: 0, connections: 0 };

function hand(from, to, way) {
    from.setNoDelay(true);
    from.on("data", (bytes) => {
        passed[way] += bytes.length;
        if (!to.write(bytes)) {
            from.pause();
            to.once("drain", () => from.resume());
        }
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroySoon());
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
