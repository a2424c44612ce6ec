import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framed, put, range, transaction } from '../loaders/grpc.mjs';
import * as h2load from '../loaders/h2load.mjs';
import * as wrk from '../loaders/wrk.mjs';

const H2LOAD = `starting benchmark...
finished in 2.00s, 2.00 req/s, 60B/s
requests: 4 total, 8 started, 4 done, 4 succeeded, 0 failed, 0 errored, 0 timeout
status codes: 4 2xx, 0 3xx, 0 4xx, 0 5xx
traffic: 254B (254) total, 60B (60) headers (space savings 60.00%), 120B (120) data
`;
const LATENCIES = ['1700000000000000\t200\t400000', '1\t200\t500000', '2\t200\t500000', '3\t200\t600000', ''].join('\n');

test('what h2load printed is read', () => {
  const result = h2load.result(H2LOAD, LATENCIES, { connections: 1, expectedBytes: 30 });
  assert.deepEqual(result, { perSecond: 2, p50Millis: 500, p99Millis: 597, failures: 0 });
});

test('an answer of gRPC without a message is a failure, although h2load takes it for a success', () => {
  const result = h2load.result(H2LOAD.replace('(120) data', '(60) data'), LATENCIES, { connections: 1, expectedBytes: 30 });
  assert.equal(result.failures, 2);
});

test('what h2load counts as failed is a failure', () => {
  const result = h2load.result(H2LOAD.replace('0 failed', '3 failed'), LATENCIES, { connections: 1, expectedBytes: 30 });
  assert.equal(result.failures, 3);
});

test('when nothing was answered there are no latencies', () => {
  const nothing = H2LOAD.replace('2.00 req/s', '0.00 req/s').replace('4 succeeded', '0 succeeded').replace('(120) data', '(0) data');
  assert.deepEqual(h2load.result(nothing, '', { connections: 1, expectedBytes: 30 }), { perSecond: 0, p50Millis: 0, p99Millis: 0, failures: 0 });
});

test('other words of h2load are not taken for a result', () => {
  assert.throws(() => h2load.result('Segmentation fault', '', { connections: 1, expectedBytes: 30 }));
});

test('what the script printed is read, failures too', () => {
  const line = '\nRESULT {"requests": 300, "micros": 2000000, "p50Micros": 1500, "p99Micros": 9000, "failures": 7}\n';
  assert.deepEqual(wrk.result(`Running\n${line}`), { perSecond: 150, p50Millis: 1.5, p99Millis: 9, failures: 7 });
  assert.throws(() => wrk.result('unable to connect'));
});

test('a request has the length that it will have with its numbers in it', () => {
  const { text } = wrk.request('PUT', 'http://127.0.0.1:1/a/{key000}?b=c', { X: 'y' }, '{"key":"{key000+12}","id":"{count00000}"}');
  assert.equal(
    text,
    'PUT /a/{key000}?b=c HTTP/1.1\r\nHost: 127.0.0.1:1\r\nX: y\r\nContent-Length: 38\r\n\r\n{"key":"{key000+12}","id":"{count00000}"}',
  );
});

test('messages of etcd have the bytes that protobuf gives them', () => {
  assert.equal(put('k', 'v').toString('hex'), '0a016b120176');
  assert.equal(range('k', { serializable: true }).toString('hex'), '0a016b3801');
  assert.equal(transaction([['k', 'v']]).toString('hex'), '1208' + '1206' + '0a016b120176');
  assert.equal(put('k', 'x'.repeat(300)).subarray(3, 6).toString('hex'), '12ac02');
  assert.equal(framed(Buffer.from('abc')).toString('hex'), '0000000003616263');
});
