// Stands in for k6/crypto.
import { createHmac } from 'node:crypto';

/** The HMAC as 'hex' or 'base64' text, or as an ArrayBuffer for 'binary'. */
export function hmac(algorithm, secret, data, encoding) {
  const bytes = (given) => (typeof given === 'string' ? given : Buffer.from(given));
  const digest = createHmac(algorithm, bytes(secret)).update(bytes(data)).digest();
  if (encoding === 'binary') {
    return digest.buffer.slice(digest.byteOffset, digest.byteOffset + digest.byteLength);
  }
  return digest.toString(encoding);
}

export default { hmac };
