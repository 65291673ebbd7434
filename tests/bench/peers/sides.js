// SPDX-License-Identifier: GPL-3.0-or-later
// The two that are measured: how each makes its store, serves it and keeps a copy of it. Both clients take the same steps.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { Process } from "./process.js";

const here = dirname(fileURLToPath(import.meta.url));
const script = (name, ...words) => [process.execPath, join(here, name), ...words];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class Side {
    constructor(name, setup) {
        this.name = name;
        this.setup = setup;
        this.folder = join(setup.work, name);
        this.store = join(this.folder, "store");
    }

    /**
     * Serves that store behind a counting proxy; `within`: the words that run a program in another network; `cutEvery`: the
     * proxy cuts all connections each time that so many bytes came down.
     */
    async serve(store, { address = "127.0.0.1", within = [], cutEvery } = {}) {
        const portFile = join(this.folder, "port");
        rmSync(portFile, { force: true });
        const server = new Process([...within, ...this.serverWords(store, portFile)], join(this.folder, "server.log"));
        for (let tries = 0; !existsSync(portFile); tries++) {
            if (server.over || tries > 3000) throw new Error(`${this.name}: the server doesn't start, see ${this.folder}/server.log`);
            await pause(20);
        }
        const port = readFileSync(portFile, "utf8").trim();
        const proxy = new Process([...within, ...script("proxy.js", address, port, ...(cutEvery ? [`${cutEvery}`] : []))], join(this.folder, "proxy.log"));
        const through = (await proxy.answer()).port;
        return { server, proxy, direct: `http://127.0.0.1:${port}`, url: `http://${address}:${through}` };
    }

    async stop({ server, proxy }) {
        await proxy.stop();
        await server.stop("SIGTERM");
    }

    client(profile, url, within = []) {
        mkdirSync(profile, { recursive: true });
        return new Process([...within, ...this.clientWords(profile, url)], join(this.folder, "client.log"));
    }

    /** The store as it was made, copied for one round. */
    copy(name) {
        const copied = join(this.folder, name);
        cpSync(this.store, copied, { recursive: true });
        return copied;
    }
}

export class Ours extends Side {
    // One verb: a sync is always both ways.
    steps = { first: "sync", both: "sync", pull: "sync", push: "sync" };

    constructor(setup) {
        super("our", setup);
    }

    serverWords(store, portFile) {
        return [this.setup.server, "--data", store, "--listen", "127.0.0.1:0", "--port-file", portFile];
    }

    clientWords(profile, url) {
        return [this.setup.ctl, "bench", "client", "--profile-root", profile, "--server", url];
    }

    /** Makes the store and the files of its posts. The first client of the day makes the server write its snapshots. */
    async prepare(posts, fresh) {
        mkdirSync(this.folder, { recursive: true });
        const words = ["bench", "store", "--data", this.store, "--files", this.setup.work];
        execFileSync(this.setup.ctl, [...words, "--posts", posts, "--fresh", fresh], { stdio: "inherit" });
        const served = await this.serve(this.store);
        const client = this.client(join(this.folder, "first"), served.direct);
        await client.answer();
        const { seconds } = await client.ask("sync");
        await client.stop();
        await this.stop(served);
        rmSync(join(this.folder, "first"), { recursive: true });
        // As the server does by itself when there is time.
        execFileSync(this.setup.ctl, ["pack", "--data", this.store], { stdio: "inherit" });
        return seconds;
    }

    /** How the changes of somebody else reach the server: another profile, level with it. */
    async writer(folder, served) {
        const writer = this.client(join(folder, "writer"), served.direct);
        await writer.answer();
        await writer.ask("sync");
        return writer;
    }
}

export class Theirs extends Side {
    // Its best: the first sync only pulls, as a sync both ways would also ask the server for each record that it has just got.
    steps = { first: "pull", both: "sync", pull: "pull", push: "push" };

    constructor(setup) {
        super("peer", setup);
    }

    serverWords(store, portFile) {
        return script("pouch_server.js", store, portFile);
    }

    clientWords(profile, url) {
        return script("pouch_client.js", profile, url, ...(this.setup.zip ? ["zip"] : []));
    }

    async prepare() {
        mkdirSync(this.store, { recursive: true });
        const served = await this.serve(this.store);
        const [node, ...words] = script("pouch_store.js", served.direct, join(this.setup.work, "posts.jsonl"));
        execFileSync(node, words, { stdio: "inherit" });
        await this.stop(served);
    }

    async writer(folder, served) {
        const writer = this.client(join(folder, "writer"), served.direct);
        await writer.answer();
        return writer;
    }
}
