// SPDX-License-Identifier: GPL-3.0-or-later
// One side's round: a new client on a fresh copy of the store, through all steps, each with what it cost.
import { rmSync } from "node:fs";
import { join } from "node:path";

export const changes = 100;

function mustBe(wanted, got, what) {
    if (wanted !== got) throw new Error(`${what}: ${got} instead of ${wanted}`);
}

/** What a step took: its own time, and the cost of both ends as the system counts it. */
async function costOf(line, client, served) {
    const before = await served.proxy.ask("count");
    const cpu = [client.cpuSeconds(), served.server.cpuSeconds()];
    const answer = await client.ask(line);
    if (answer.problem) throw new Error(`${line}: ${answer.problem}`);
    const after = await served.proxy.ask("count");
    return {
        answer,
        cost: {
            s: answer.seconds,
            wire_bytes: after.up + after.down - before.up - before.down,
            client_cpu_s: client.cpuSeconds() - cpu[0],
            server_cpu_s: served.server.cpuSeconds() - cpu[1],
            client_peak_mb: client.peakMb(),
            server_peak_mb: served.server.peakMb(),
        },
    };
}

/** Costs by step: first_sync; then settle (what a first sync leaves to do), noop, hundred, make, push, unless `firstOnly`. */
export async function round(side, number, { posts, pushes, work, firstOnly }) {
    const folder = join(side.folder, `round-${number}`);
    const store = side.copy(`round-${number}/store`);
    const served = await side.serve(store);
    const client = side.client(join(folder, "client"), served.url);
    const costs = {};
    await client.answer();

    const started = client.peakMb();
    client.forgetPeak();
    const { answer, cost } = await costOf(side.steps.first, client, served);
    if (answer.received < posts) mustBe(posts, answer.received, `${side.name}: records received`);
    // As all costs of a step the client's peak is without the enrolment, which the peer has none of; ours takes more
    // memory for the password's hash than for the sync, and so it stands beside.
    costs.first_sync = { ...cost, client_peak_with_enrolment_mb: Math.max(started, cost.client_peak_mb) };
    if (!firstOnly) await laterSteps(side, client, served, { folder, pushes, fresh: join(work, "fresh.jsonl"), costs });
    await client.stop();
    await side.stop(served);
    rmSync(folder, { recursive: true });
    return costs;
}

async function laterSteps(side, client, served, { folder, pushes, fresh, costs }) {
    const { steps } = side;
    const measure = async (name, line) => {
        client.forgetPeak();
        served.server.forgetPeak();
        const { answer, cost } = await costOf(line, client, served);
        costs[name] = cost;
        return answer;
    };
    await measure("settle", steps.push);
    await measure("noop", steps.both);

    const writer = await side.writer(folder, served);
    await writer.ask(`post 0 ${changes} ${fresh}`);
    mustBe(changes, (await writer.ask(steps.push)).sent, `${side.name}: changes of the writer sent`);
    await writer.stop();
    mustBe(changes, (await measure("hundred", steps.pull)).received, `${side.name}: changes received`);

    await measure("make", `post ${changes} ${pushes} ${fresh}`);
    mustBe(pushes, (await measure("push", steps.push)).sent, `${side.name}: posts sent`);
}
