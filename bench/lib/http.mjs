// A request and its whole answer, over a connection of its own; nothing that is measured goes through here.
import { request } from 'node:http';

const ANSWER_MILLIS = 60_000;

/**
 * @param {string} method
 * @param {string} url
 * @param {{headers?: Record<string, string>, body?: string}} [more]
 * @returns {Promise<{status: number, body: string}>}
 * @throws when there is no answer
 */
export function send(method, url, { headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const sent = request(url, { method, headers, agent: false, timeout: ANSWER_MILLIS }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (data) => (text += data));
      answer.on('end', () => done({ status: answer.statusCode, body: text }));
      answer.on('error', failed);
    });
    sent.on('error', failed);
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${url}: no answer`)));
    sent.end(body);
  });
}

/**
 * A request that has to be answered with 2xx.
 *
 * @returns {Promise<any>} the answer's JSON
 */
export async function expect(method, url, more) {
  const { status, body } = await send(method, url, more);
  if (status < 200 || status > 299) {
    throw new Error(`${method} ${url}: ${status} ${body.slice(0, 500)}`);
  }
  return body === '' ? undefined : JSON.parse(body);
}

/** Whether it is answered with 200 now. */
export async function isOk(url) {
  try {
    return (await send('GET', url)).status === 200;
  } catch {
    return false;
  }
}
