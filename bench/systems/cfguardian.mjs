// Three nodes of cfguardian, set as in production: what the container image has inside and a heap of half of the 1 GiB that the chart gives a
// pod; JSON log with a line for each request, metrics, service token, schema. Off are TLS, as for all systems here, and rate
// limits, since all of the load comes from one address.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COUNT, KEY, SCHEMA, document, wide } from '../lib/documents.mjs';
import { expect, isOk } from '../lib/http.mjs';
import { ports } from '../lib/process.mjs';
import { loadHttp1 } from '../loaders/h2load.mjs';
import { load, request } from '../loaders/wrk.mjs';
import { BYTES, Cluster, EACH_NODE, IN_ONE_TRANSACTION, KEYS } from './cluster.mjs';

const EMAIL = 'bench@example.org';
const PROJECT = '/api/v1/projects/bench';
const ENVIRONMENT = `${PROJECT}/environments/prod`;
const CONFIG = `${ENVIRONMENT}/configs/key-${KEY}`;
const JSON_BODY = { 'Content-Type': 'application/json' };
const IN_ONE_FILL = 200;
const FILL_LANES = 4;

export class Cfguardian extends Cluster {
  static SETTINGS = { watches: 20_000 };

  /**
   * @param {string} directory
   * @param {{command: string[], env: Record<string, string>}} image
   */
  constructor(directory, image) {
    super('cfguardian', directory);
    this.image = image;
    this.keys = KEYS;
    this.signInAgainMillis = 0;
  }

  async start() {
    const picked = await ports(2 * EACH_NODE.length);
    this.http = EACH_NODE.map((node) => picked[2 * node]);
    this.raft = EACH_NODE.map((node) => picked[2 * node + 1]);
    this.password = randomBytes(18).toString('base64');
    this.secret('password', this.password);
    this.secret('master', randomBytes(32).toString('base64'));
    EACH_NODE.forEach((node) => this.writeSettings(node));
    await super.start();
  }

  secret(name, text) {
    writeFileSync(join(this.directory, name), text, { mode: 0o600 });
  }

  writeSettings(node) {
    const members = EACH_NODE.map((other) => `    - node-${other + 1}=127.0.0.1:${this.raft[other]}/127.0.0.1:${this.http[other]}`);
    mkdirSync(this.home(node), { recursive: true });
    writeFileSync(
      join(this.home(node), 'settings.yaml'),
      `node: {id: node-${node + 1}, data: '${join(this.home(node), 'data')}'}
cluster:
  name: bench
  plaintext: true
  members:
${members.join('\n')}
http: {port: ${this.http[node]}}
raft: {port: ${this.raft[node]}}
log: {format: json}
limits:
  watches: ${Cfguardian.SETTINGS.watches}
  rate: {address: 0, login: 0, register: 0, refresh: 0, credential: 0}
secrets: {master-file: '${join(this.directory, 'master')}'}
admin: {email: ${EMAIL}, password-file: '${join(this.directory, 'password')}'}
`,
    );
  }

  launch(node) {
    const { command, env } = this.image;
    return { command: [...command, 'server', '--settings', 'settings.yaml'], cwd: this.home(node), env };
  }

  url(node, path = '') {
    return `http://127.0.0.1:${this.http[node]}${path}`;
  }

  isReady(node) {
    return isOk(this.url(node, '/ready'));
  }

  async findLeader() {
    const { members } = await this.ask('GET', '/api/v1/cluster');
    const leader = members.find(({ role }) => role === 'leader');
    return EACH_NODE.find((node) => leader?.id === `node-${node + 1}`);
  }

  /** Asks the first node, as the administrator. */
  async ask(method, path, body) {
    return expect(method, this.url(0, path), {
      headers: { Authorization: `Bearer ${await this.accessToken()}`, ...(body && JSON_BODY) },
      body: body && JSON.stringify(body),
    });
  }

  async accessToken() {
    if (performance.now() > this.signInAgainMillis) {
      const body = JSON.stringify({ email: EMAIL, password: this.password });
      const answer = await expect('POST', this.url(0, '/api/v1/auth/login'), { headers: JSON_BODY, body });
      this.signInAgainMillis = performance.now() + 600 * answer.expiresIn;
      this.admin = answer.accessToken;
    }
    return this.admin;
  }

  async prepare() {
    await this.ask('POST', '/api/v1/projects', { key: 'bench' });
    await this.ask('POST', `${PROJECT}/environments`, { key: 'prod' });
    await this.ask('PUT', `${PROJECT}/schemas/service`, SCHEMA);
    const expires = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
    const { token } = await this.ask('POST', `${PROJECT}/tokens`, { key: 'load', description: 'bench', role: 'editor', expires });
    this.token = token;
    this.headers = { Authorization: `Bearer ${token}` };
    await this.fill(0, KEYS);
  }

  /** Makes the configs with these numbers. */
  async fill(from, to) {
    let next = from;
    const lane = async () => {
      while (next < to) {
        const first = next;
        next += IN_ONE_FILL;
        await this.put(first, Math.min(to, next));
      }
    };
    await Promise.all(Array.from({ length: FILL_LANES }, lane));
    this.keys = to;
  }

  async put(first, end) {
    const operations = Array.from({ length: end - first }, (_, i) => ({
      op: 'putConfig',
      environment: 'prod',
      key: `key-${String(first + i).padStart(KEY.length, '0')}`,
      schema: 'service',
      value: JSON.parse(document(256, '0'.repeat(COUNT.length))),
    }));
    await expect('POST', this.url(0, `${PROJECT}/transactions`), {
      headers: { ...this.headers, ...JSON_BODY },
      body: JSON.stringify({ operations }),
    });
  }

  async load(work, { connections, seconds, node }) {
    const result = await load(this.turns(work, node), { connections, seconds, keys: this.keys, directory: this.directory });
    return work === 'transaction-64' ? { ...result, perSecond: IN_ONE_TRANSACTION * result.perSecond } : result;
  }

  /** The empty answer over HTTP/1.1, by the loader that etcd has. */
  async loadByH2load({ connections, seconds, node }) {
    return loadHttp1(this.url(node, '/live'), { connections, seconds, directory: this.directory });
  }

  /** Where one config's changes are watched, at each node. */
  watchUrls() {
    return EACH_NODE.map((node) => this.url(node, `${PROJECT}/watch?environment=prod&prefix=watched`));
  }

  watchedUrl(node) {
    return this.url(node, `${ENVIRONMENT}/configs/watched?schema=service`);
  }

  /** Validates a document that is not written, under a schema of its own; one after the other. */
  async validate({ properties, bytes, seconds }) {
    const { schema, document: text } = wide(properties, bytes);
    await this.ask('PUT', `${PROJECT}/schemas/wide`, schema);
    const url = this.url(await this.leader(), `${ENVIRONMENT}/configs/wide/validate?schema=wide`);
    const verdict = await expect('POST', url, { headers: { ...this.headers, ...JSON_BODY }, body: text });
    if (!verdict.valid) {
      throw new Error(`the document is not valid: ${JSON.stringify(verdict).slice(0, 500)}`);
    }
    const turn = { request: request('POST', url, { ...this.headers, ...JSON_BODY }, text), times: 1 };
    return load([turn], { connections: 1, seconds, keys: 1, directory: this.directory });
  }

  turns(work, node) {
    const at = (path) => this.url(node, path);
    const read = (query) => ({ request: request('GET', at(`${CONFIG}/value${query}`), this.headers), times: 1 });
    const write = (bytes) => ({ request: request('PUT', at(CONFIG), { ...this.headers, ...JSON_BODY }, document(bytes)), times: 1 });
    switch (work) {
      case 'empty':
        return [{ request: request('GET', at('/live')), times: 1 }];
      case 'read-linearizable':
        return [read('')];
      case 'read-local':
        return [read('?consistency=stale')];
      case 'mixed-95-5':
        return [{ ...read(''), times: 19 }, write(256)];
      case 'transaction-64':
        return [{ request: request('POST', at(`${PROJECT}/transactions`), { ...this.headers, ...JSON_BODY }, transaction()), times: 1 }];
      default:
        return [write(BYTES[work])];
    }
  }
}

/** Each config under the schema that it has. */
function transaction() {
  const operations = Array.from({ length: IN_ONE_TRANSACTION }, (_, i) =>
    `{"op":"putConfig","environment":"prod","key":"key-{key000+${i}}","value":${document(256)}}`);
  return `{"operations":[${operations.join(',')}]}`;
}
