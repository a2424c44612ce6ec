// How long after the answer to a write the last of many watchers has been told, and what a watcher takes of memory.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNT, document } from '../lib/documents.mjs';
import { quantile } from '../lib/numbers.mjs';
import { dialogue, residentMiB, run } from '../lib/process.mjs';

const LOADER = fileURLToPath(new URL('../loaders/Watchers.java', import.meta.url));

/**
 * The watchers are on all nodes in turns, as behind a load balancer.
 *
 * @param {import('../systems/cfguardian.mjs').Cfguardian} cfguardian prepared, and not written to by others meanwhile
 * @param {{watchers: number, changes: number, jdk: string}} options
 * @param {(line: string) => void} log
 * @returns for each number of watchers: `{watchers, p50Millis, p99Millis, writeP50Millis, kibPerWatcher}`
 */
export async function watch(cfguardian, options, log) {
  const found = [];
  for (const watchers of [...new Set([Math.min(1000, options.watchers), options.watchers])]) {
    const loader = dialogue(
      [join(options.jdk, 'bin', 'java'), '-Xmx512m', LOADER],
      { log: join(cfguardian.directory, 'watchers.log'), env: { TOKEN: cfguardian.token } },
    );
    const before = await settledMiB(cfguardian, options.jdk);
    await loader.ask(`open ${watchers} ${cfguardian.watchUrls().join(' ')}`);
    const after = await settledMiB(cfguardian, options.jdk);
    const change = `${cfguardian.watchedUrl(await cfguardian.leader())} ${document(256, COUNT)}`;
    await loader.ask(`change ${Math.ceil(options.changes / 10)} ${change}`);
    const { millis, writeMillis } = await loader.ask(`change ${options.changes} ${change}`);
    await loader.close();
    const one = {
      watchers,
      p50Millis: quantile(millis, 0.5),
      p99Millis: quantile(millis, 0.99),
      writeP50Millis: quantile(writeMillis, 0.5),
      kibPerWatcher: Math.max(0, ((after - before) * 1024) / watchers),
    };
    log(`${watchers} watchers: the last is told ${one.p50Millis.toFixed(1)} ms after the answer in the middle, p99 ${one.p99Millis.toFixed(1)} ms; ` +
      `${one.kibPerWatcher.toFixed(1)} KiB each`);
    found.push(one);
  }
  return found;
}

/** The memory of all nodes when their garbage is gone. */
async function settledMiB(cfguardian, jdk) {
  const pids = cfguardian.processes.map(({ pid }) => pid);
  for (const pid of pids) {
    await run([join(jdk, 'bin', 'jcmd'), String(pid), 'GC.run']);
  }
  return pids.reduce((sum, pid) => sum + residentMiB(pid), 0);
}
