// SPDX-License-Identifier: GPL-3.0-or-later
// PouchDB's server: `pouch_server.js DIR PORTFILE`, on the LevelDB stores in DIR, on a free port of 127.0.0.1. The smallest set
// of routes that replication needs; gzip of answers is part of it.
import { renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
const [folder, portFile] = process.argv.slice(2);

process.chdir(folder);
const app = require("express-pouchdb")(PouchDB.defaults({ prefix: `${folder}/` }), {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
});
app.disable("etag"); // a hash of every answer that nobody asks for
const server = app.listen(0, "127.0.0.1", () => {
    writeFileSync(`${portFile}.new`, `${server.address().port}\n`);
    renameSync(`${portFile}.new`, portFile);
});
server.keepAliveTimeout = 600000; // a client that takes in a batch for long finds its connection again
process.on("SIGTERM", () => process.exit(0));
