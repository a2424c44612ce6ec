// On what is measured, and what.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { CentralDogma } from '../systems/central-dogma.mjs';
import { Etcd } from '../systems/etcd.mjs';
import { ZooKeeper } from '../systems/zookeeper.mjs';
import { run } from './process.mjs';

/** @param {string} directory where data is written */
export async function machine(directory) {
  return {
    processors: cpus().length,
    processor: cpus()[0].model.trim(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    fileSystem: (await run(['stat', '--file-system', '--format=%T', directory])).trim(),
    loadBefore: loadavg()[0].toFixed(2),
  };
}

/** @param {string} jdk */
export async function versions(jdk) {
  return {
    cfguardian: (await run(['git', 'describe', '--always', '--dirty']).catch(() => 'unknown')).trim(),
    etcd: await Etcd.version(),
    ZooKeeper: ZooKeeper.VERSION,
    'Central Dogma': CentralDogma.VERSION,
    JDK: /JAVA_RUNTIME_VERSION="(.*)"/.exec(await run(['cat', `${jdk}/release`]))[1],
    wrk: /wrk \S+/.exec(await run(['sh', '-c', 'wrk -v || true']))?.[0].replace('wrk ', '').replace('debian/', '') ?? 'unknown',
    h2load: (await run(['h2load', '--version'])).trim().replace('h2load nghttp2/', ''),
  };
}

/** Of the processors: three idle nodes of each system need about half of it. */
const QUIET = 0.15;
const LOOK_MILLIS = 200;
const PATIENCE_MILLIS = 10_000;

/**
 * Waits until next to nothing runs any more: replicas that catch up and files that are merged would be paid for by whoever is measured
 * next. What is written and not on the disk yet is sent there.
 */
export async function quiet() {
  await run(['sync']);
  const deadline = performance.now() + PATIENCE_MILLIS;
  let last = processorTime();
  do {
    await sleep(LOOK_MILLIS);
    const now = processorTime();
    const busy = (now.busy - last.busy) / Math.max(1, now.all - last.all);
    if (busy < QUIET) {
      return;
    }
    last = now;
  } while (performance.now() < deadline);
}

function processorTime(stat = readFileSync('/proc/stat', 'utf8')) {
  const [user, nice, system, idle, waiting, ...interrupts] = /^cpu +(.*)$/m.exec(stat)[1].split(' ').map(Number);
  const busy = user + nice + system + interrupts.slice(0, 3).reduce((sum, one) => sum + one, 0);
  return { busy, all: busy + idle + waiting };
}
