// One-time passwords (RFC 6238): SHA-1, six digits, steps of 30 seconds.
import { hmac } from 'k6/crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const STEP_SECONDS = 30;

/** The step of now. */
export function step() {
  return Math.floor(Date.now() / 1000 / STEP_SECONDS);
}

/**
 * The code of a step.
 *
 * @param {string} secret in Base32
 * @param {number} at
 */
export function code(secret, at) {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setUint32(4, at);
  const hash = new Uint8Array(hmac('sha1', decoded(secret), counter.buffer, 'binary'));
  const offset = hash[19] & 0xf;
  const number = new DataView(hash.buffer, hash.byteOffset + offset, 4).getUint32(0) & 0x7fffffff;
  return String(number % 1000000).padStart(6, '0');
}

/**
 * A code that is right at no time near.
 *
 * @param {string} secret in Base32
 */
export function wrongCode(secret) {
  const now = step();
  const right = [-3, -2, -1, 0, 1, 2, 3].map((steps) => code(secret, now + steps));
  for (let candidate = 0; ; candidate++) {
    const wrong = String(candidate).padStart(6, '0');
    if (!right.includes(wrong)) {
      return wrong;
    }
  }
}

/** @param {string} text */
function decoded(text) {
  const bits = [...text.replace(/=+$/, '')].map((char) => BASE32.indexOf(char).toString(2).padStart(5, '0')).join('');
  const bytes = new Uint8Array(Math.floor(bits.length / 8));
  bytes.forEach((_, index) => {
    bytes[index] = parseInt(bits.slice(8 * index, 8 * index + 8), 2);
  });
  return bytes.buffer;
}
