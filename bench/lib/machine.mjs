// On what is measured, and what.
import { cpus, loadavg, release, totalmem, type } from 'node:os';
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
