// What is written: JSON documents of a given size, with 20 properties, under a schema that knows them all; and one of 200 for validation.

/** Where a loader puts the number of a key, and a number that no other write has; both as wide as these marks. */
export const KEY = '{key000}';
export const COUNT = '{count00000}';

const INTEGERS = { ttl: 30, max: 900, min: 10, qps: 50, burst: 20, retry: 3, wait: 250, cap: 5, low: 1, mid: 4, top: 9, ver: 2 };

/** The schema of {@link document}. */
export const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    id: { type: 'string', pattern: `^[0-9]{${COUNT.length}}$` },
    on: { type: 'boolean' },
    env: { enum: ['dev', 'prod'] },
    rate: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    log: { enum: ['debug', 'info', 'warn'] },
    tag: { type: 'string', minLength: 1, maxLength: 8 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 4 },
    note: { type: 'string', maxLength: 20_000 },
    ...Object.fromEntries(Object.keys(INTEGERS).map((name) => [name, { type: 'integer', minimum: 0, maximum: 1000 }])),
  },
  required: ['id', 'on', 'env', 'rate', 'log', 'tag', 'tags', 'note', ...Object.keys(INTEGERS)],
  additionalProperties: false,
};

/**
 * A document of so many bytes.
 *
 * @param {number} bytes from 256
 * @param {string} [id] as long as {@link COUNT}
 */
export function document(bytes, id = COUNT) {
  const made = { id, on: true, env: 'prod', ...INTEGERS, rate: 0.5, log: 'info', tag: 'a', tags: [], note: '' };
  const short = bytes - JSON.stringify(made).length;
  if (short < 0) {
    throw new Error(`a document has at least ${bytes - short} bytes`);
  }
  return JSON.stringify({ ...made, note: 'x'.repeat(short) });
}

/** A schema of so many properties, and a document of so many bytes that it allows. */
export function wide(properties, bytes) {
  const names = Array.from({ length: properties }, (_, i) => `property${i}`);
  const each = Math.floor((bytes - 2) / properties) - JSON.stringify({ [names.at(-1)]: '' }).length + 1;
  return {
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, { type: 'string', minLength: 1, maxLength: 2 * each, pattern: '^[a-z]+$' }])),
      required: names,
      additionalProperties: false,
    },
    document: padded(Object.fromEntries(names.map((name) => [name, 'x'.repeat(each)])), names.at(-1), bytes),
  };
}

function padded(made, name, bytes) {
  const short = bytes - JSON.stringify(made).length;
  return JSON.stringify({ ...made, [name]: made[name] + 'x'.repeat(short) });
}
