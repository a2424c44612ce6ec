// Three replicas of Central Dogma with the configuration of its distribution. It takes commits at every replica, and reads what a replica
// has: there is no linearizable read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNT, KEY, document } from '../lib/documents.mjs';
import { expect, isOk } from '../lib/http.mjs';
import { ports, runs, until } from '../lib/process.mjs';
import { load, request } from '../loaders/wrk.mjs';
import { BYTES, Cluster, EACH_NODE, IN_ONE_TRANSACTION, KEYS } from './cluster.mjs';

const JARS = resolve('target/bench/peers/central-dogma');
const LOGGING = fileURLToPath(new URL('../peers/central-dogma/logback.xml', import.meta.url));
/** Of more at once commits fail, having waited too long for each other. */
const WRITERS_MAX = 64;
const STARTS_MAX = 4;
const PROJECTS = '/api/v1/projects';
const CONTENTS = `${PROJECTS}/bench/repos/prod/contents`;
const FILE = `/key-${KEY}.json`;
/** Without authentication, which is how it comes. */
const HEADERS = { Authorization: 'Bearer anonymous', 'Content-Type': 'application/json' };

export class CentralDogma extends Cluster {
  static VERSION = '0.61.0';

  constructor(directory, jdk) {
    super('Central Dogma', directory);
    this.java = join(jdk, 'bin', 'java');
  }

  async start() {
    const picked = await ports(3 * EACH_NODE.length);
    this.http = EACH_NODE.map((node) => picked[3 * node]);
    const servers = Object.fromEntries(EACH_NODE.map((node) => [
      node + 1, { host: '127.0.0.1', quorumPort: picked[3 * node + 1], electionPort: picked[3 * node + 2] },
    ]));
    EACH_NODE.forEach((node) => {
      mkdirSync(this.home(node), { recursive: true });
      writeFileSync(join(this.home(node), 'dogma.json'), JSON.stringify(this.configuration(node, servers), null, 2));
    });
    await super.start();
  }

  /** That of the distribution, but for ports and replication. */
  configuration(node, servers) {
    return {
      dataDir: './data',
      ports: [{ localAddress: { host: '127.0.0.1', port: this.http[node] }, protocols: ['http'] }],
      numRepositoryWorkers: 16,
      repositoryCacheSpec: 'maximumWeight=134217728,expireAfterAccess=5m',
      gracefulShutdownTimeout: { quietPeriodMillis: 1000, timeoutMillis: 10000 },
      webAppEnabled: true,
      replication: { method: 'ZOOKEEPER', serverId: node + 1, servers },
      accessLogFormat: 'common',
    };
  }

  launch(node) {
    return {
      command: [
        // Its metrics look into the JDK's executors.
        this.java, '--add-opens=java.base/java.util.concurrent=ALL-UNNAMED', `-Dlogback.configurationFile=${LOGGING}`, '-cp', `${JARS}/*`,
        'com.linecorp.centraldogma.server.Main', '-config', 'dogma.json',
      ],
      cwd: this.home(node),
    };
  }

  url(node, path) {
    return `http://127.0.0.1:${this.http[node]}${path}`;
  }

  /** A replica gives up when it has not got the cluster's lock within 10 s, and has to be started again, as a service manager does. */
  async awaitReady(node, everyMillis) {
    for (let left = STARTS_MAX - 1; ; left--) {
      try {
        return await super.awaitReady(node, everyMillis);
      } catch (ended) {
        if (left === 0 || runs(this.processes[node])) {
          throw ended;
        }
        this.startNode(node);
      }
    }
  }

  isReady(node) {
    return isOk(this.url(node, '/monitor/l7check'));
  }

  async findLeader() {
    return 0;
  }

  async prepare() {
    await expect('POST', this.url(0, PROJECTS), { headers: HEADERS, body: '{"name":"bench"}' });
    await expect('POST', this.url(0, `${PROJECTS}/bench/repos`), { headers: HEADERS, body: '{"name":"prod"}' });
    for (let first = 0; first < KEYS; first += IN_ONE_TRANSACTION) {
      const body = commit(IN_ONE_TRANSACTION).replaceAll(/\{key000(?:\+(\d+))?\}/g, (_, plus) => key(first + Number(plus ?? 0)));
      await expect('POST', this.url(0, CONTENTS), { headers: HEADERS, body: body.replaceAll(COUNT, '0'.repeat(COUNT.length)) });
    }
    const last = this.url(2, `${CONTENTS}/key-${key(KEYS - 1)}.json`);
    await until('the last replica to have it all', async () => {
      try {
        return await expect('GET', last, { headers: HEADERS });
      } catch {
        return undefined;
      }
    });
  }

  async load(work, { connections, seconds, node }) {
    const turns = this.turns(work, node);
    if (turns === undefined || (connections > WRITERS_MAX && !work.startsWith('read'))) {
      return undefined;
    }
    const result = await load(turns, { connections, seconds, keys: KEYS, directory: this.directory });
    return work === 'transaction-64' ? { ...result, perSecond: IN_ONE_TRANSACTION * result.perSecond } : result;
  }

  turns(work, node) {
    const read = { request: request('GET', this.url(node, `${CONTENTS}${FILE}`), HEADERS), times: 1 };
    const write = (count, bytes) => ({ request: request('POST', this.url(node, CONTENTS), HEADERS, commit(count, bytes)), times: 1 });
    switch (work) {
      case 'read-linearizable':
        return undefined;
      case 'read-local':
        return [read];
      case 'mixed-95-5':
        return [{ ...read, times: 19 }, write(1, 256)];
      case 'transaction-64':
        return [write(IN_ONE_TRANSACTION, 256)];
      default:
        return [write(1, BYTES[work])];
    }
  }
}

function key(number) {
  return String(number % KEYS).padStart(KEY.length, '0');
}

/** A commit that changes so many files. */
function commit(count, bytes = 256) {
  const changes = Array.from({ length: count }, (_, i) =>
    `{"path":"/key-{key000+${i}}.json","type":"UPSERT_JSON","content":${document(bytes)}}`);
  return `{"commitMessage":{"summary":"change"},"changes":[${changes.join(',')}]}`;
}
