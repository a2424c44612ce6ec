// The few messages of etcd's gRPC interface that are sent here, as bytes (rpc.proto), and one call of it.
import { connect } from 'node:http2';

const SERIALIZABLE = field(7, 1);

/** @returns {Buffer} a message behind its length, as gRPC sends it */
export function framed(message) {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

export function put(key, value) {
  return Buffer.concat([field(1, key), field(2, value)]);
}

/** @param {{serializable?: boolean}} [how] */
export function range(key, { serializable = false } = {}) {
  return Buffer.concat([field(1, key), ...(serializable ? [SERIALIZABLE] : [])]);
}

/** One transaction that puts all of these. @param {[string, string][]} entries */
export function transaction(entries) {
  return Buffer.concat(entries.map(([key, value]) => field(2, field(2, put(key, value)))));
}

/** Bytes, text or a whole number under a number. */
function field(number, value) {
  if (typeof value === 'number') {
    return Buffer.concat([varint(number << 3), varint(value)]);
  }
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) {
      return Buffer.from([...bytes, rest]);
    }
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/**
 * Calls a method once.
 *
 * @param {string} url of the method
 * @param {Buffer} body framed
 * @returns {Promise<number>} how many bytes the answer has
 * @throws {Error} when its grpc-status is not 0
 */
export function call(url, body) {
  const { origin, pathname } = new URL(url);
  return new Promise((done, failed) => {
    const session = connect(origin);
    session.on('error', failed);
    const stream = session.request({ ':method': 'POST', ':path': pathname, 'content-type': 'application/grpc', te: 'trailers' });
    let bytes = 0;
    let status;
    const see = (headers) => (status = headers['grpc-status'] ?? status);
    stream.on('response', see);
    stream.on('trailers', see);
    stream.on('data', (data) => (bytes += data.length));
    stream.on('error', failed);
    stream.on('close', () => {
      session.close();
      if (status === '0') {
        done(bytes);
      } else {
        failed(new Error(`${url}: grpc-status ${status}`));
      }
    });
    stream.end(body);
  });
}
