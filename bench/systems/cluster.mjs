// What all clusters of three have in common: their processes. A system says how a node is started and how it is asked.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { residentMiB, runs, start, stop, until } from '../lib/process.mjs';

export const NODES = 3;
export const EACH_NODE = Array.from({ length: NODES }, (_, node) => node);

/** Keys that loads are spread over. */
export const KEYS = 1000;

/**
 * The work that systems may be able to do. Rates count operations, of transactions each config.
 *
 * @typedef {'write-256' | 'write-1k' | 'write-16k' | 'transaction-64' | 'read-linearizable' | 'read-local' | 'mixed-95-5'} Work
 */
export const BYTES = { 'write-256': 256, 'write-1k': 1024, 'write-16k': 16 * 1024 };
export const IN_ONE_TRANSACTION = 64;

export class Cluster {
  /**
   * @param {string} name
   * @param {string} directory that is the cluster's own
   */
  constructor(name, directory) {
    this.name = name;
    this.directory = directory;
    this.processes = [];
    this.isCompiledAsItRuns = true;
    mkdirSync(directory, { recursive: true });
  }

  /** How a node is started: `{command, cwd, env}`. @abstract @param {number} node */
  launch(node) {
    throw new Error(`${this.name} starts no node ${node}`);
  }

  /** Whether a node serves. @abstract @param {number} node @returns {Promise<boolean>} */
  async isReady(node) {
    throw new Error(`${this.name} asks no node ${node}`);
  }

  /** The node that leads, if one is known. @abstract @returns {Promise<number | undefined>} */
  async findLeader() {
    throw new Error(`${this.name} has no leader`);
  }

  /** Does what has to be there before {@link load}: fills the keys. @abstract */
  async prepare() {}

  /**
   * @abstract
   * @param {Work} work
   * @param {{connections: number, seconds: number, node: number}} how
   * @returns {Promise<{perSecond: number, p50Millis: number, p99Millis: number, failures: number} | undefined>} undefined when
   *     it cannot do such work
   */
  async load(work, how) {
    throw new Error(`${this.name} does no ${work} ${how}`);
  }

  /** Starts all nodes and waits until they serve under a leader. */
  async start() {
    EACH_NODE.forEach((node) => this.startNode(node));
    await Promise.all(EACH_NODE.map((node) => this.awaitReady(node)));
    await this.leader();
  }

  startNode(node) {
    const { command, cwd, env } = this.launch(node);
    this.processes[node] = start(command, { log: this.log(node), cwd, env });
  }

  async stopNode(node) {
    await stop(this.processes[node]);
  }

  async awaitReady(node, everyMillis = 50) {
    await until(`node ${node} of ${this.name} ready`, async () => {
      if (!runs(this.processes[node])) {
        throw new Error(`node ${node} of ${this.name} has ended: ${readFileSync(this.log(node), 'utf8').trim().slice(-1500)}`);
      }
      return this.isReady(node);
    }, { everyMillis });
  }

  /** The node that leads; waits for one, and for those who are asked. */
  async leader() {
    let reason = 'nobody says that it leads';
    const ask = () => this.findLeader().catch((failure) => void (reason = failure.message));
    return until(`a leader of ${this.name}`, ask, { everyMillis: 200 }).catch((failure) => {
      throw new Error(`${failure.message}: ${reason}`);
    });
  }

  /** A node that does not lead. */
  async follower() {
    return ((await this.leader()) + 1) % NODES;
  }

  /** The memory of the node that takes most. */
  residentMiB() {
    return Math.max(...this.processes.map(({ pid }) => residentMiB(pid)));
  }

  /** Ends all nodes. What they have written stays until the bench ends. */
  async stop() {
    await Promise.all(this.processes.map((node) => stop(node, 'SIGKILL')));
  }

  /** The directory of a node. */
  home(node) {
    return join(this.directory, `node-${node + 1}`);
  }

  log(node) {
    return `${this.home(node)}.log`;
  }
}
