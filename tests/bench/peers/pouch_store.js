// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the posts of a JSON lines file into a server: `pouch_store.js URL FILE`. Through the server, which only serves what it made.
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const PouchDB = createRequire(import.meta.url)("pouchdb");
const [url, file] = process.argv.slice(2);

const store = new PouchDB(`${url}/posts`);
let some = [];
async function put() {
    for (const row of await store.bulkDocs(some)) if (row.error) throw new Error(JSON.stringify(row));
    some = [];
}
for await (const line of createInterface({ input: createReadStream(file) })) {
    some.push(JSON.parse(line));
    if (some.length === 1000) await put();
}
await put();
await store.close();
