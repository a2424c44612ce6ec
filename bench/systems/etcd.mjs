// Three nodes of etcd as its package has it, with default settings. Puts and reads of a run are of one key, because h2load sends one
// message. After each run of writes old revisions are compacted, as auto-compaction does in the long run: the default quota of 2 GiB
// would end writes otherwise.
import { join } from 'node:path';
import { document } from '../lib/documents.mjs';
import { expect, isOk } from '../lib/http.mjs';
import { ports, run } from '../lib/process.mjs';
import { call, framed, put, range, transaction } from '../loaders/grpc.mjs';
import { load } from '../loaders/h2load.mjs';
import { BYTES, Cluster, EACH_NODE, IN_ONE_TRANSACTION, KEYS } from './cluster.mjs';

const READS_TO_A_WRITE = 19;

export class Etcd extends Cluster {
  constructor(directory) {
    super('etcd', directory);
    this.isCompiledAsItRuns = false;
    this.runs = 0;
  }

  static async version() {
    return (await run(['etcd', '--version'])).split('\n')[0].replace('etcd Version: ', '');
  }

  async start() {
    const picked = await ports(2 * EACH_NODE.length);
    this.client = EACH_NODE.map((node) => `http://127.0.0.1:${picked[2 * node]}`);
    this.peer = EACH_NODE.map((node) => `http://127.0.0.1:${picked[2 * node + 1]}`);
    await super.start();
  }

  launch(node) {
    return {
      command: [
        'etcd', `--name=n${node}`, `--data-dir=${join(this.directory, `n${node}`)}`,
        `--listen-client-urls=${this.client[node]}`, `--advertise-client-urls=${this.client[node]}`,
        `--listen-peer-urls=${this.peer[node]}`, `--initial-advertise-peer-urls=${this.peer[node]}`,
        `--initial-cluster=${EACH_NODE.map((other) => `n${other}=${this.peer[other]}`).join(',')}`,
      ],
    };
  }

  isReady(node) {
    return isOk(`${this.client[node]}/health`);
  }

  async status(node) {
    return expect('POST', `${this.client[node]}/v3/maintenance/status`, { body: '{}' });
  }

  async findLeader() {
    for (const node of EACH_NODE) {
      const { header, leader } = await this.status(node);
      if (leader !== undefined && leader === header.member_id) {
        return node;
      }
    }
    return undefined;
  }

  async prepare() {
    const url = this.method(await this.leader(), 'Txn');
    for (let first = 0; first < KEYS; first += IN_ONE_TRANSACTION) {
      await call(url, framed(transaction(entries(first))));
    }
  }

  method(node, name) {
    return `${this.client[node]}/etcdserverpb.KV/${name}`;
  }

  async load(work, { connections, seconds, node }) {
    const [methods, message] = this.calls(work, key(this.runs++ * 611_953));
    const result = await load(methods.map((name) => this.method(node, name)), framed(message), {
      connections, seconds, directory: this.directory,
    });
    if (methods.some((name) => name !== 'Range')) {
      await this.compact(node);
    }
    return work === 'transaction-64' ? { ...result, perSecond: IN_ONE_TRANSACTION * result.perSecond } : result;
  }

  /** Which methods are called in turns, and with what. */
  calls(work, name) {
    switch (work) {
      case 'read-linearizable':
        return [['Range'], range(name)];
      case 'read-local':
        return [['Range'], range(name, { serializable: true })];
      case 'mixed-95-5':
        // Read as the message of a range, the value of a put is the end of the range. It is right behind the key.
        return [[...Array(READS_TO_A_WRITE).fill('Range'), 'Put'], put(name, `${name}\0${'x'.repeat(255 - name.length)}`)];
      case 'transaction-64':
        return [['Txn'], transaction(entries(0))];
      default:
        return [['Put'], put(name, document(BYTES[work]))];
    }
  }

  async compact(node) {
    const { header } = await this.status(node);
    await expect('POST', `${this.client[node]}/v3/kv/compaction`, { body: JSON.stringify({ revision: header.revision, physical: true }) });
  }
}

function key(number) {
  return `key-${String(number % KEYS).padStart(8, '0')}`;
}

function entries(first) {
  return Array.from({ length: IN_ONE_TRANSACTION }, (_, i) => [key(first + i), document(256)]);
}
