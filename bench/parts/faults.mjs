// What cfguardian-faults measures with clusters of its own: a leader that is killed, beside etcd, and what telemetry costs.
import { run } from '../lib/process.mjs';

/** Whether it was built in this run. */
let built = false;

/** @returns {Promise<{cfguardian: number, etcd: number, times: number}>} medians, in milliseconds without an acknowledged write */
export async function leader(times) {
  const output = await faults('beside', '--signal', 'KILL', '--times', String(times));
  const row = (name) => Number(new RegExp(`^\\| ${name} \\| SIGKILL \\| \\d+ \\| (\\d+) \\|`, 'm').exec(output)?.[1] ?? unread(output));
  return { cfguardian: row('cfguardian'), etcd: row('etcd'), times };
}

/** @returns {Promise<{lossPercent: number}>} of requests, in the middle of pairs */
export async function telemetry(times) {
  const output = await faults('telemetry', '--times', String(times));
  return { lossPercent: Number(/telemetry costs (-?[0-9.]+) %/.exec(output)?.[1] ?? unread(output)) };
}

async function faults(...words) {
  const output = await run(['cfguardian-faults/run', ...words], { env: built ? { CFGUARDIAN_FAULTS_BUILT: 'yes' } : {} });
  built = true;
  return output;
}

function unread(output) {
  throw new Error(`cfguardian-faults said nothing that is understood: ${output.slice(-1000)}`);
}
