// SPDX-License-Identifier: GPL-3.0-or-later
// Staffroom beside PouchDB on the same posts, in one interleaved run: `./dev bench-peers` starts this.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { endAll } from "./process.js";
import { changes, round } from "./rounds.js";
import { Ours, Theirs } from "./sides.js";
import { slowLink, whyNot } from "./slow_link.js";

const { values: options } = parseArgs({
    options: {
        server: { type: "string" },
        ctl: { type: "string" },
        json: { type: "string" },
        posts: { type: "string", default: "100000" },
        rounds: { type: "string", default: "3" },
        "slow-link": { type: "boolean", default: false },
        "slow-posts": { type: "string", default: "10000" },
        "zip-requests": { type: "boolean", default: false },
        "only-first-sync": { type: "boolean", default: false },
        "only-slow-link": { type: "boolean", default: false },
    },
});
const count = (name, least) => {
    const number = Number(options[name]);
    if (!Number.isInteger(number) || number < least) fail(`--${name} needs a whole number of at least ${least}`);
    return number;
};

function fail(why) {
    process.stderr.write(`bench-peers: ${why}\n`);
    process.exit(1);
}
const say = (what) => process.stdout.write(`… ${what}\n`);

function median(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    return (sorted[Math.ceil(middle - 1)] + sorted[Math.floor(middle)]) / 2;
}

/** What `zstd -3` makes of it in one file. */
function zstd3(file) {
    execFileSync("zstd", ["-q", "-3", "-T1", "-f", file, "-o", `${file}.zst`]);
    return statSync(`${file}.zst`).size;
}

async function sideBySide(work, figures) {
    const posts = count("posts", 1000);
    const rounds = count("rounds", 1);
    const pushes = Math.round(posts / 10);
    const setup = { work, server: options.server, ctl: options.ctl, zip: options["zip-requests"] };
    const sides = [new Ours(setup), new Theirs(setup)];
    say(`the same ${posts} posts for both`);
    mkdirSync(work, { recursive: true });
    const withSnapshots = await sides[0].prepare(posts, changes + pushes);
    await sides[1].prepare();
    Object.assign(figures, { posts, pushes, changes, load_before: loadavg()[0] });

    figures.jsonl_bytes = statSync(join(work, "posts.jsonl")).size;
    figures.zstd3_bytes = zstd3(join(work, "posts.jsonl"));
    figures.zstd3_cbor_bytes = zstd3(join(work, "posts.cbor"));
    figures.our_first_sync_with_snapshot_s = withSnapshots;

    const all = { our: [], peer: [] };
    for (let number = 1; number <= rounds; number++) {
        for (const side of sides) {
            const costs = await round(side, number, { posts, pushes, work, firstOnly: options["only-first-sync"] });
            all[side.name].push(costs);
            say(`round ${number}, ${side.name}: ${Object.entries(costs).map(([step, cost]) => `${step} ${cost.s.toFixed(2)} s`).join(", ")}`);
        }
        // After each round, so that a run that is cut short leaves those that it finished.
        figures.rounds = number;
        figures.load_after = loadavg()[0];
        summarise(all, figures);
        write(figures);
    }
}

/** Medians over the rounds, and what follows from them. */
function summarise(all, figures) {
    for (const [name, rounds] of Object.entries(all)) {
        for (const [step, cost] of Object.entries(rounds[0]))
            for (const what of Object.keys(cost))
                figures[`${name}_${step}_${what}`] = median(rounds.map((costs) => costs[step][what]));
        const seconds = rounds.map((costs) => costs.first_sync.s);
        figures[`${name}_first_sync_least_s`] = Math.min(...seconds);
        figures[`${name}_first_sync_most_s`] = Math.max(...seconds);
        for (const what of ["wire_bytes", "client_peak_mb", "server_peak_mb"])
            figures[`${name}_${what}`] = figures[`${name}_first_sync_${what}`];
    }
    figures.our_wire_ratio_zstd = figures.our_wire_bytes / figures.zstd3_bytes;
    figures.our_wire_ratio_zstd_cbor = figures.our_wire_bytes / figures.zstd3_cbor_bytes;
    figures.first_sync_times_faster = figures.peer_first_sync_s / figures.our_first_sync_s;
    figures.first_sync_times_less_cpu =
        (figures.peer_first_sync_client_cpu_s + figures.peer_first_sync_server_cpu_s) /
        (figures.our_first_sync_client_cpu_s + figures.our_first_sync_server_cpu_s);
    figures.wire_ratio = figures.our_wire_bytes / figures.peer_wire_bytes;
    figures.client_peak_ratio = figures.our_client_peak_mb / figures.peer_client_peak_mb;
}

function write(figures) {
    if (!options.json) return;
    const lines = Object.entries(figures).map(([name, value]) => `  "${name}": ${Number(value.toFixed(4))}`);
    writeFileSync(options.json, `{\n${lines.join(",\n")}\n}\n`);
}

async function onSlowLink(work, figures) {
    const records = count("slow-posts", 1000);
    const setup = { work, server: options.server, ctl: options.ctl, zip: options["zip-requests"] };
    const sides = [new Ours(setup), new Theirs(setup)];
    mkdirSync(work, { recursive: true });
    await sides[0].prepare(records, 0);
    await sides[1].prepare();
    await slowLink(sides, records, say, figures, () => write(figures));
}

const shown = (number) => number === undefined ? "" : number.toFixed(number < 100 && !Number.isInteger(number) ? 2 : 0);

/** A line a figure that both have, ours and theirs beside each other; then what stands by itself. */
function print(figures) {
    const line = (name, ours, theirs) => console.log(name.padEnd(36) + shown(ours).padStart(14) + shown(theirs).padStart(14));
    console.log(`${"".padEnd(36)}${"Staffroom".padStart(14)}${"PouchDB".padStart(14)}`);
    for (const [name, ours] of Object.entries(figures)) {
        const other = name.replace(/(^|_)our_/, "$1peer_");
        if (other !== name && other in figures) line(name.replace(/(^|_)our_/, "$1"), ours, figures[other]);
    }
    for (const [name, value] of Object.entries(figures)) {
        const paired = name.replace(/(^|_)(our|peer)_/, (_, at, whose) => `${at}${whose === "our" ? "peer" : "our"}_`);
        if (paired === name || !(paired in figures)) line(name, value);
    }
}

if (!options.server || !options.ctl) fail("start it with ./dev bench-peers");
const slow = options["slow-link"] || options["only-slow-link"];
const hindrance = slow ? whyNot() : "";
if (hindrance) fail(`--slow-link: ${hindrance}`);
const work = mkdtempSync(join(process.env.STAFFROOM_BENCH_DIR ?? tmpdir(), "staffroom-bench-peers-"));
const figures = {};
for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
        endAll();
        process.exit(1);
    });
process.on("exit", () => endAll());
process.on("exit", () => rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
try {
    if (!options["only-slow-link"]) await sideBySide(join(work, "loopback"), figures);
    if (slow) await onSlowLink(join(work, "slow"), figures);
} catch (error) {
    endAll();
    fail(error.stack);
}
print(figures);
write(figures);
