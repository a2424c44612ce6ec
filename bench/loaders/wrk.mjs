// Loads a server over HTTP/1.1 with wrk.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../lib/process.mjs';

const SCRIPT = fileURLToPath(new URL('./requests.lua', import.meta.url));
/** Numbers of one run and the next are so far apart, so that no write repeats what an earlier one wrote. */
const RUN_WIDTH = 100_000_000;
let runs = 0;

/**
 * A request as it goes over the wire; the marks of lib/documents.mjs may be in path and body.
 *
 * @param {string} method
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {string} [body]
 */
export function request(method, url, headers = {}, body) {
  const { host, pathname, search } = new URL(url);
  const lines = [`${method} ${decodeURI(pathname)}${search} HTTP/1.1`, `Host: ${host}`];
  Object.entries(headers).forEach(([name, value]) => lines.push(`${name}: ${value}`));
  if (body !== undefined) {
    lines.push(`Content-Length: ${Buffer.byteLength(body.replaceAll(/\{key000\+\d+\}/g, '{key000}'))}`);
  }
  return { url, text: `${lines.join('\r\n')}\r\n\r\n${body ?? ''}` };
}

/**
 * @param {{request: {url: string, text: string}, times: number}[]} turns each is sent so many times in a row, then the next
 * @param {{connections: number, seconds: number, keys: number, directory: string}} how
 * @returns {Promise<{perSecond: number, p50Millis: number, p99Millis: number, failures: number}>}
 */
export async function load(turns, { connections, seconds, keys, directory }) {
  const files = turns.map(({ request: { text } }, i) => {
    const file = join(directory, `request-${i}`);
    writeFileSync(file, text);
    return file;
  });
  const url = new URL('/', turns[0].request.url).href;
  return result(
    await run([
      'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', SCRIPT, url, '--',
      String(keys), String(++runs * RUN_WIDTH), ...turns.flatMap(({ times }, i) => [String(times), files[i]]),
    ]),
  );
}

/** Reads what requests.lua printed. */
export function result(output) {
  const line = /^RESULT (.*)$/m.exec(output);
  if (line === null) {
    throw new Error(`wrk said nothing of a result: ${output}`);
  }
  const { requests, micros, p50Micros, p99Micros, failures } = JSON.parse(line[1]);
  return { perSecond: (requests / micros) * 1e6, p50Millis: p50Micros / 1e3, p99Millis: p99Micros / 1e3, failures };
}
