// Sends the requests of all VUs, over connections that are kept open.
import http from 'node:http';
import https from 'node:https';

const BODY_BYTES_MAX = 64 * 1024 * 1024;
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

/** Gives what came back; a request that was not answered has status 0 and a text in `error`. Never rejects. */
export function send({ method, url, headers, body, timeoutMillis }) {
  return new Promise((resolve) => {
    const { protocol } = new URL(url);
    let began = performance.now();
    const settle = (status, more) => {
      clearTimeout(timer);
      resolve({ status, headers: {}, setCookies: [], body: null, error: '', durationMillis: performance.now() - began, ...more });
    };
    const content = body === null ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const request = (protocol === 'https:' ? https : http).request(url, { method, headers: { ...headers, ...content }, agent: agents[protocol] });
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMillis} ms`)), timeoutMillis);
    // As k6 has it, connecting does not count.
    request.on('socket', (socket) => {
      if (socket.connecting) {
        socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => (began = performance.now()));
      }
    });
    request.on('error', (error) => settle(0, { error: error.message }));
    request.on('response', (response) => {
      const chunks = [];
      let bytes = 0;
      response.on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes > BODY_BYTES_MAX) {
          request.destroy(new Error(`more than ${BODY_BYTES_MAX} bytes`));
        }
        chunks.push(chunk);
      });
      response.on('error', (error) => settle(0, { error: error.message }));
      response.on('end', () =>
        settle(response.statusCode, {
          headers: canonical(response.headers),
          setCookies: response.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.end(body ?? undefined);
  });
}

/** Names of headers as Go, and so k6, writes them: Retry-After, Etag. */
function canonical(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()), Array.isArray(value) ? value.join(', ') : value]),
  );
}

export function close() {
  Object.values(agents).forEach((agent) => agent.destroy());
}
