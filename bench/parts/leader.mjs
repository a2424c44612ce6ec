// A leader that is killed, beside etcd, as cfguardian-faults measures it with clusters of its own.
import { run } from '../lib/process.mjs';

/** @returns {Promise<{cfguardian: number, etcd: number, times: number}>} medians, in milliseconds without an acknowledged write */
export async function leader(times) {
  const output = await run(['cfguardian-faults/run', 'beside', '--signal', 'KILL', '--times', String(times)]);
  const row = (name) => Number(new RegExp(`^\\| ${name} \\| SIGKILL \\| \\d+ \\| (\\d+) \\|`, 'm').exec(output)?.[1] ?? unread(output));
  return { cfguardian: row('cfguardian'), etcd: row('etcd'), times };
}

function unread(output) {
  throw new Error(`cfguardian-faults said nothing that is understood: ${output.slice(-1000)}`);
}
