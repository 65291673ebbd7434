// SPDX-License-Identifier: GPL-3.0-or-later
// A first sync between two networks of this machine whose link carries 64 kbit/s each way and loses a tenth of its packets;
// and with connections that are cut besides.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

const rate = "64kbit";
const loss = "0.1";
const patienceMs = 45 * 60 * 1000;
/** With cuts: who isn't level by then gets no further. */
const patienceWithCutsMs = 10 * 60 * 1000;
const tries = 20;
/** A PouchDB of 10,000 posts has it some ten times to the end. */
const cutEvery = 250_000;

const run = (...words) => execFileSync(words[0], words.slice(1), { stdio: ["ignore", "ignore", "pipe"] });

/** Two network namespaces and the link between them. */
class Link {
    constructor(slow) {
        this.ends = ["server", "client"].map((end) => `srpeers-${end}-${process.pid}`);
        this.address = "10.213.77.1";
        try {
            this.make(slow);
        } catch (error) {
            this.remove();
            throw error;
        }
    }

    make(slow) {
        const [server, client] = this.ends;
        for (const end of this.ends) {
            run("ip", "netns", "add", end);
            run("ip", "-n", end, "link", "set", "lo", "up");
        }
        run("ip", "-n", server, "link", "add", "wire", "mtu", "1500", "type", "veth", "peer", "name", "wire", "mtu", "1500", "netns", client);
        this.ends.forEach((end, at) => {
            run("ip", "-n", end, "address", "add", `10.213.77.${at + 1}/30`, "dev", "wire");
            run("ip", "-n", end, "link", "set", "wire", "up");
            if (!slow) return;
            // TBF also cuts the large packets of segmentation offload, so that each loss is of one packet on the wire.
            run("tc", "-n", end, "qdisc", "add", "dev", "wire", "root", "tbf", "rate", rate, "burst", "3000", "latency", "1s");
            const rule = ["-A", "INPUT", "-i", "wire", "-m", "statistic", "--mode", "random", "--probability", loss, "-j", "DROP"];
            run("ip", "netns", "exec", end, "iptables", ...rule);
        });
    }

    /** What went over it, both ways, with TCP's heads and what it sent again. */
    bytes() {
        const told = execFileSync("ip", ["-n", this.ends[1], "-s", "-j", "link", "show", "wire"], { encoding: "utf8" });
        const { rx, tx } = JSON.parse(told)[0].stats64;
        return rx.bytes + tx.bytes;
    }

    within(end) {
        return ["ip", "netns", "exec", this.ends[end === "server" ? 0 : 1]];
    }

    remove() {
        for (const end of this.ends)
            try {
                run("ip", "netns", "delete", end);
            } catch {
                // it was not made
            }
    }
}

/** Why it can't be done here; nothing where it can. */
export function whyNot() {
    if (process.getuid() !== 0) return "making network namespaces needs root";
    try {
        new Link(true).remove();
        return "";
    } catch (error) {
        return `this system can't shape a link: ${`${error.stderr ?? error}`.trim()}`;
    }
}

async function firstSync(side, { slow, cut }, records) {
    const link = new Link(slow);
    const store = side.copy("slow/store");
    let served, client;
    const result = { s: -1, wire_bytes: 0, tries: 0, first_progress_s: -1, first_records_s: -1 };
    try {
        served = await side.serve(store, { address: link.address, within: link.within("server"), cutEvery: cut && cutEvery });
        const profile = join(side.folder, "slow", "client");
        const begun = performance.now();
        const elapsed = () => (performance.now() - begun) / 1000;
        let got = 0;
        while (got < records) {
            const tired = result.tries === tries || elapsed() * 1000 > (cut ? patienceWithCutsMs : patienceMs);
            if (tired && cut) break;
            if (tired) throw new Error(`${side.name}: not level after ${result.tries} tries and ${elapsed()} s`);
            result.tries++;
            try {
                if (!client || client.over) {
                    client = side.client(profile, served.url, link.within("client"));
                    await client.answer();
                }
                if (result.tries === 1) result.enrolled_s = elapsed();
                const asked = elapsed();
                const answer = await client.ask(side.steps.first);
                const seen = (seconds) => (seconds === undefined || seconds < 0 ? -1 : asked + seconds - result.enrolled_s);
                if (result.first_records_s < 0) result.first_records_s = seen(answer.records_s);
                if (result.first_progress_s < 0) result.first_progress_s = seen(answer.receiving_s ?? answer.records_s);
                got = answer.problem ? 0 : records;
                if (answer.problem) process.stderr.write(`… ${side.name}: try ${result.tries}: ${answer.problem}\n`);
            } catch (error) {
                if (client && !client.over) throw error;
                process.stderr.write(`… ${side.name}: try ${result.tries}: ${error.message}\n`);
                result.enrolled_s ??= elapsed();
            }
        }
        if (got >= records) result.s = elapsed() - result.enrolled_s;
        const passed = await served.proxy.ask("count");
        result.wire_bytes = passed.up + passed.down;
        result.link_bytes = link.bytes();
        result.cuts = passed.cuts;
        await client.stop();
        await side.stop(served);
        return result;
    } finally {
        link.remove();
        rmSync(join(side.folder, "slow"), { recursive: true, force: true });
    }
}

const links = [
    { name: "_clean", words: "the same link unhampered", slow: false, cut: false },
    { name: "", words: "64 kbit/s and a tenth of the packets lost", slow: true, cut: false },
    { name: "_cut", words: `the same, cut each ${cutEvery} bytes`, slow: true, cut: true },
];

/** Figures of both sides on the slow link, on the same with cuts (-1 s: not level in ten minutes), and on the same unhampered. */
export async function slowLink(sides, records, say, figures, keep) {
    figures.slow_records = records;
    for (const link of links)
        for (const side of sides) {
            say(`first sync of ${records} records, ${side.name}, ${link.words}`);
            const result = await firstSync(side, link, records);
            const name = `slow_${side.name}${link.name}`;
            figures[`${name}_wire_bytes`] = result.wire_bytes;
            figures[`${name}_link_bytes`] = result.link_bytes;
            figures[`${name}_first_sync_s`] = result.s;
            keep();
            if (!link.slow) continue;
            figures[`${name}_first_progress_s`] = result.first_progress_s;
            figures[`${name}_first_records_s`] = result.first_records_s;
            figures[`${name}_tries`] = result.tries;
            if (!link.cut) continue;
            figures[`${name}s`] = result.cuts;
            // At most: what the proxy had from the server counts, also where it was still before the link.
            if (result.cuts > 0 && result.s > 0) figures[`${name}_costs_bytes`] = (result.wire_bytes - figures[`slow_${side.name}_wire_bytes`]) / result.cuts;
        }
    figures.slow_our_wire_ratio_clean = figures.slow_our_wire_bytes / figures.slow_our_clean_wire_bytes;
    figures.slow_our_link_ratio_clean = figures.slow_our_link_bytes / figures.slow_our_clean_link_bytes;
    figures.slow_wire_ratio = figures.slow_our_wire_bytes / figures.slow_peer_wire_bytes;
}
