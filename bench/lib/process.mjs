// Processes that the bench starts, and ends: no other is ever touched.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const ours = new Set();
/** Linux counts the time of processes in these (proc(5), USER_HZ). */
const TICKS_PER_SECOND = 100;

process.on('exit', () => ours.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.exit(130));
}

/**
 * Starts a process that goes on, its output appended to a file.
 *
 * @param {string[]} command
 * @param {{log: string, cwd?: string, env?: Record<string, string>}} how
 */
export function start([program, ...words], { log, cwd, env }) {
  const out = openSync(log, 'a');
  const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', out, out] });
  closeSync(out);
  remember(child);
  child.on('error', () => {}); // seen as ended by who waits for it
  return child;
}

function remember(child) {
  ours.add(child);
  child.ended = new Promise((done) => {
    child.on('exit', done);
    child.on('error', done);
  }).then(() => ours.delete(child));
}

/** Ends a process that start has made, and waits until it is gone; a second SIGTERM later it is killed. */
export async function stop(child, signal = 'SIGTERM', patienceMillis = 30_000) {
  child.kill(signal);
  const killer = setTimeout(() => child.kill('SIGKILL'), patienceMillis);
  await child.ended;
  clearTimeout(killer);
}

/** Whether it still runs. */
export function runs(child) {
  return ours.has(child) && child.exitCode === null && child.signalCode === null;
}

/**
 * Runs a command to its end.
 *
 * @param {string[]} command
 * @param {{input?: string, cwd?: string, env?: Record<string, string>}} [how]
 * @returns {Promise<string>} what it wrote
 * @throws {Error} when it fails, with the end of what it wrote
 */
export async function run([program, ...words], { input, cwd, env } = {}) {
  const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  remember(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (err += data));
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(input ?? '');
  await new Promise((done, failed) => {
    child.on('close', done);
    child.on('error', failed);
  });
  if (child.exitCode !== 0) {
    throw new Error(`${program} ended with ${child.exitCode ?? child.signalCode}: ${(err + out).trim().slice(-2000)}`);
  }
  return out;
}

/**
 * Starts a program that is told what to do by lines, and answers each with one line of JSON.
 *
 * @param {string[]} command
 * @param {{log: string, env?: Record<string, string>}} how its errors go to the log
 */
export function dialogue([program, ...words], { log, env }) {
  const err = openSync(log, 'a');
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', err] });
  closeSync(err);
  remember(child);
  child.stdin.on('error', () => {});
  const waiting = [];
  let rest = '';
  child.stdout.on('data', (data) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop();
    lines.forEach((line) => waiting.shift()?.done(line));
  });
  const over = () => waiting.splice(0).forEach(({ failed }) => failed(new Error(`${program} ${words.at(-1)} has ended; see ${log}`)));
  child.on('close', over);
  child.on('error', over);
  return {
    /** Sends a line, and waits for the answer. */
    async ask(line) {
      const answer = new Promise((done, failed) => waiting.push({ done, failed }));
      if (!runs(child)) {
        over();
      }
      child.stdin.write(`${line}\n`);
      return JSON.parse(await answer);
    },
    async close() {
      child.stdin.end();
      await stop(child, 'SIGTERM');
    },
  };
}

/** Below those that the system gives to clients, so that nobody has a node's port while the node is restarted. */
const PORTS = { from: 10_000, to: 32_000 };

/** So many ports of loopback that nobody has. */
export async function ports(count) {
  const found = [];
  for (let port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from) / 2); found.length < count; port++) {
    if (port === PORTS.to) {
      throw new Error(`no ${count} ports are free below ${PORTS.to}`);
    }
    if (await isFree(port)) {
      found.push(port);
    }
  }
  return found;
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer().on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/** The memory of a process that is in the machine's, in MiB (VmRSS). */
export function residentMiB(pid) {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kib) / 1024;
}

/** Waits so long. */
export function pause(millis) {
  return new Promise((done) => setTimeout(done, millis));
}

/**
 * Asks again and again until the answer is something.
 *
 * @template T
 * @param {string} what is waited for
 * @param {() => Promise<T | undefined | false>} ask
 * @param {{everyMillis?: number, patienceMillis?: number}} [how]
 * @returns {Promise<T>}
 */
export async function until(what, ask, { everyMillis = 50, patienceMillis = 180_000 } = {}) {
  const end = performance.now() + patienceMillis;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) {
      return answer;
    }
    if (performance.now() > end) {
      throw new Error(`${what}: not after ${patienceMillis / 1000} s`);
    }
    await pause(everyMillis);
  }
}

/** What a process has used of processors so far. */
export function processorSeconds(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return (user + system) / TICKS_PER_SECOND;
}
