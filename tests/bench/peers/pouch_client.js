// SPDX-License-Identifier: GPL-3.0-or-later
// A PouchDB that does one step after another as standard input says, like `staffroomctl bench client`:
// `pouch_client.js DIR URL [zip]`. Steps: pull, push, sync (both), `post FROM COUNT FILE`. Each is answered with a line of JSON.
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const PouchDB = createRequire(import.meta.url)("pouchdb");
const zip = promisify(gzip);
const batch = { batch_size: 1000 };
const [folder, url, zips] = process.argv.slice(2);

// Answers come gzipped by themselves. Requests don't, and PouchDB has no setting for it, but its server takes them so.
async function fetchZipped(address, options) {
    if (typeof options?.body !== "string" || options.body.length < 1024) return PouchDB.fetch(address, options);
    options.headers.set("Content-Encoding", "gzip");
    return PouchDB.fetch(address, { ...options, body: await zip(options.body) });
}

const local = new PouchDB("posts", { prefix: `${folder}/` });
const remote = new PouchDB(`${url}/posts`, { fetch: zips ? fetchZipped : PouchDB.fetch, skip_setup: true });

const since = (begun) => (performance.now() - begun) / 1000;

async function replicate(steps) {
    const begun = performance.now();
    const answer = { received: 0, sent: 0, records_s: -1 };
    try {
        for (const step of steps) {
            const running = step === "pull" ? local.replicate.from(remote, batch) : local.replicate.to(remote, batch);
            running.on("change", () => {
                if (answer.records_s < 0) answer.records_s = since(begun);
            });
            const done = await running;
            answer[step === "pull" ? "received" : "sent"] += done.docs_written;
            if (!done.ok || done.errors.length > 0) answer.problem = JSON.stringify(done.errors);
        }
    } catch (error) {
        answer.problem = `${error}`;
    }
    answer.seconds = since(begun);
    answer.records = (await local.info()).doc_count;
    return answer;
}

async function post(from, count, file) {
    const texts = [];
    let at = 0;
    for await (const line of createInterface({ input: createReadStream(file) })) {
        if (at++ < from) continue;
        texts.push(JSON.parse(line));
        if (texts.length === count) break;
    }
    const begun = performance.now();
    for (const text of texts)
        await local.put({ _id: randomUUID().replaceAll("-", ""), ...text, created: Date.now() });
    return { seconds: since(begun), made: texts.length };
}

async function take(line) {
    const [step, from, count, file] = line.split(" ");
    if (step === "post") return post(Number(from), Number(count), file);
    if (step === "sync") return replicate(["pull", "push"]);
    return replicate([step]);
}

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
await local.info();
say({ seconds: since(0) });
for await (const line of createInterface({ input: process.stdin })) say(await take(line));
await local.close();
process.exit(0);
