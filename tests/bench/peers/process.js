// SPDX-License-Identifier: GPL-3.0-or-later
// A program that answers lines with lines of JSON, and what it costs as Linux counts it.
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const ticksPerSecond = 100; // USER_HZ, the same on every Linux that Debian builds
const running = new Set();

export class Process {
    /** words: the program and its arguments; log: where its errors go. */
    constructor(words, log) {
        this.words = words;
        this.log = log;
        this.lines = [];
        this.waiting = null;
        const errors = openSync(log, "a");
        this.child = spawn(words[0], words.slice(1), { stdio: ["pipe", "pipe", errors] });
        closeSync(errors);
        this.child.stdin.on("error", () => {}); // it ended; that is told by its answers
        this.ended = new Promise((resolve) => {
            this.child.on("error", (error) => resolve(`${error}`));
            this.child.on("close", (code, signal) => resolve(signal ?? code));
        });
        running.add(this);
        this.ended.then(() => {
            running.delete(this);
            this.over = true;
            this.waiting?.(null);
        });
        createInterface({ input: this.child.stdout }).on("line", (line) => {
            this.lines.push(line);
            this.waiting?.(null);
        });
    }

    /** The next line that it says, as JSON. */
    async answer() {
        while (this.lines.length === 0) {
            if (this.over)
                throw new Error(`${this.words.join(" ")} ended with ${await this.ended}: ${readFileSync(this.log, "utf8").slice(-800)}`);
            await new Promise((resolve) => (this.waiting = resolve));
            this.waiting = null;
        }
        return JSON.parse(this.lines.shift());
    }

    ask(line) {
        this.child.stdin.write(`${line}\n`);
        return this.answer();
    }

    cpuSeconds() {
        const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").split(") ")[1].split(" ");
        return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    }

    peakMb() {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, "utf8"))[1]) / 1024;
    }

    /** The peak counts from what is resident now. */
    forgetPeak() {
        writeFileSync(`/proc/${this.child.pid}/clear_refs`, "5");
    }

    /** Ends it: by the end of its input, or as a server is ended. */
    async stop(signal) {
        if (signal) this.child.kill(signal);
        else this.child.stdin.end();
        const late = setTimeout(() => this.child.kill("SIGKILL"), 30000);
        await this.ended;
        clearTimeout(late);
    }
}

/** Whatever still runs is ended: after a failure nothing stays behind. */
export function endAll() {
    for (const process of running) process.child.kill("SIGKILL");
}
