import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COUNT, SCHEMA, document, wide } from '../lib/documents.mjs';

test('a document has its size and all properties of the schema', () => {
  for (const bytes of [256, 1024, 16 * 1024]) {
    const text = document(bytes);
    assert.equal(Buffer.byteLength(text), bytes);
    assert.deepEqual(Object.keys(JSON.parse(text)).sort(), Object.keys(SCHEMA.properties).sort());
  }
  assert.equal(Object.keys(SCHEMA.properties).length, 20);
  assert.throws(() => document(100));
});

test('a number takes the room of its mark', () => {
  assert.match('0'.repeat(COUNT.length), new RegExp(SCHEMA.properties.id.pattern));
});

test('the wide document has its size and as many properties as its schema', () => {
  const { schema, document: text } = wide(200, 100 * 1024);
  assert.equal(Buffer.byteLength(text), 100 * 1024);
  assert.equal(Object.keys(schema.properties).length, 200);
  for (const [name, value] of Object.entries(JSON.parse(text))) {
    assert.ok(value.length <= schema.properties[name].maxLength);
  }
});
