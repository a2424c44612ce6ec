// Loads a gRPC server with h2load, which sends the same message again and again.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { summary } from '../lib/numbers.mjs';
import { run } from '../lib/process.mjs';
import { call } from './grpc.mjs';

/**
 * A failed call is answered with 200 and no message, so the bytes of all answers are counted too: a message has as many as
 * the one that is asked for before, or a few more as revisions grow.
 *
 * @param {string[]} urls of methods, called in turns by each connection, those with longer answers first
 * @param {Buffer} body framed, a message of each of them
 * @param {{connections: number, seconds: number, directory: string}} how
 * @returns {Promise<{perSecond: number, p50Millis: number, p99Millis: number, failures: number}>}
 */
export async function load(urls, body, { connections, seconds, directory }) {
  const expectedBytes = await meanBytes(urls, body);
  const [message, list] = ['message', 'urls'].map((name) => join(directory, name));
  writeFileSync(message, body);
  writeFileSync(list, urls.map((url) => `${url}\n`).join(''));
  const words = [`--data=${message}`, '-Hcontent-type: application/grpc', '-Hte: trailers', `--input-file=${list}`];
  return loaded(words, { connections, seconds, directory, expectedBytes });
}

/** Gets a URL over HTTP/1.1. */
export async function loadHttp1(url, { connections, seconds, directory }) {
  return loaded(['--h1', url], { connections, seconds, directory, expectedBytes: 1 });
}

async function loaded(words, { connections, seconds, directory, expectedBytes }) {
  const log = join(directory, 'latencies');
  rmSync(log, { force: true });
  const output = await run(['h2load', '-t1', `-c${connections}`, '-m1', `-D${seconds}`, `--log-file=${log}`, ...words]);
  return result(output, readFileSync(log, 'latin1'), { connections, expectedBytes });
}

/** Of one round of calls. */
async function meanBytes(urls, body) {
  const bytes = new Map();
  for (const url of new Set(urls)) {
    bytes.set(url, await call(url, body));
  }
  return urls.reduce((sum, url) => sum + bytes.get(url), 0) / urls.length;
}

/**
 * Reads what h2load printed, and the line for each request that it left.
 *
 * @param {string} output
 * @param {string} log
 * @param {{connections: number, expectedBytes: number}} what is known of the run
 */
export function result(output, log, { connections, expectedBytes }) {
  const [, perSecond] = /finished in .*?, ([0-9.]+) req\/s/.exec(output) ?? unread(output);
  const [, succeeded, failed] = /(\d+) succeeded, (\d+) failed/.exec(output) ?? unread(output);
  const [, bytes] = /\((\d+)\) data$/m.exec(output) ?? unread(output);
  const empty = Math.max(0, Math.ceil(Number(succeeded) - Number(bytes) / expectedBytes - 1e-9));
  const micros = log.split('\n').filter((line) => line !== '').map((line) => Number(line.split('\t')[2]));
  return summary(micros, { connections, perSecond: Number(perSecond), failures: Number(failed) + empty });
}

function unread(output) {
  throw new Error(`h2load said nothing that is understood: ${output}`);
}
