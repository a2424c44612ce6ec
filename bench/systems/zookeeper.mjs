// Three nodes of ZooKeeper with the settings of its sample configuration and the heap of its start script. It is loaded through its own
// client, which has many requests under way on one connection: the same number as other systems have connections, on eight at most.
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary } from '../lib/numbers.mjs';
import { dialogue, ports } from '../lib/process.mjs';
import { BYTES, Cluster, EACH_NODE, IN_ONE_TRANSACTION, KEYS } from './cluster.mjs';

const JARS = resolve('target/bench/peers/zookeeper');
const LOGGING = fileURLToPath(new URL('../peers/zookeeper/logback.xml', import.meta.url));
const LOADER = fileURLToPath(new URL('../loaders/ZooKeeperLoad.java', import.meta.url));
const HEAP = '-Xmx1000m';
const WORDS = { 'read-linearizable': 'sync-read', 'read-local': 'read', 'mixed-95-5': 'mixed', 'transaction-64': 'multi' };

export class ZooKeeper extends Cluster {
  static VERSION = '3.9.5';

  constructor(directory, jdk) {
    super('ZooKeeper', directory);
    this.java = join(jdk, 'bin', 'java');
  }

  async start() {
    const picked = await ports(3 * EACH_NODE.length);
    this.client = EACH_NODE.map((node) => picked[3 * node]);
    const servers = EACH_NODE.map((node) => `server.${node + 1}=127.0.0.1:${picked[3 * node + 1]}:${picked[3 * node + 2]}`);
    EACH_NODE.forEach((node) => {
      mkdirSync(join(this.home(node), 'data'), { recursive: true });
      writeFileSync(join(this.home(node), 'data', 'myid'), `${node + 1}\n`);
      writeFileSync(
        join(this.home(node), 'zoo.cfg'),
        `tickTime=2000\ninitLimit=10\nsyncLimit=5\ndataDir=${join(this.home(node), 'data')}\n` +
          `clientPortAddress=127.0.0.1\nclientPort=${this.client[node]}\nadmin.enableServer=false\n${servers.join('\n')}\n`,
      );
    });
    await super.start();
  }

  launch(node) {
    return {
      command: [
        this.java, HEAP, `-Dlogback.configurationFile=${LOGGING}`, '-cp', `${JARS}/*`,
        'org.apache.zookeeper.server.quorum.QuorumPeerMain', join(this.home(node), 'zoo.cfg'),
      ],
      cwd: this.home(node),
    };
  }

  /** What a node calls itself: leader, follower; empty when it does not serve. */
  async mode(node) {
    return /^Mode: (\w+)$/m.exec(await fourLetterWord(this.client[node], 'srvr'))?.[1] ?? '';
  }

  async isReady(node) {
    return (await this.mode(node)) !== '';
  }

  async findLeader() {
    const modes = await Promise.all(EACH_NODE.map((node) => this.mode(node)));
    const found = modes.indexOf('leader');
    return found < 0 ? undefined : found;
  }

  async prepare() {
    this.loader = dialogue(
      [this.java, '-Dzookeeper.log.level=WARN', `-Dlogback.configurationFile=${LOGGING}`, '-cp', `${JARS}/*`, LOADER],
      { log: join(this.directory, 'loader.log') },
    );
    await this.loader.ask(`fill ${this.address(await this.leader())} ${KEYS} 256`);
  }

  address(node) {
    return `127.0.0.1:${this.client[node]}`;
  }

  async load(work, { connections, seconds, node }) {
    const { requests, seconds: took, failures, micros } = await this.loader.ask(
      `load ${this.address(node)} ${WORDS[work] ?? 'write'} ${connections} ${seconds * 1000} ${KEYS} ${BYTES[work] ?? 256}`,
    );
    const result = summary(micros, { connections, perSecond: requests / took, failures });
    return work === 'transaction-64' ? { ...result, perSecond: IN_ONE_TRANSACTION * result.perSecond } : result;
  }

  async stop() {
    await this.loader?.close();
    await super.stop();
  }
}

/** The answer to one of ZooKeeper's commands; empty for none. */
function fourLetterWord(port, word) {
  return new Promise((done) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(word));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (data) => (text += data));
    socket.on('error', () => {});
    socket.on('close', () => done(text));
  });
}
