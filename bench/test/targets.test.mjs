import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charts } from '../lib/charts.mjs';
import * as report from '../lib/report.mjs';
import { Results } from '../lib/results.mjs';
import { judge } from '../lib/targets.mjs';

const NOTHING = { options: { targetConnections: 64 }, samples: [], loaders: [], memory: {}, watch: [], growth: [], startup: [] };

function sample(system, work, perSecond, more = {}) {
  return { system, work, perSecond, at: 'leader', connections: 64, p50Millis: 1, p99Millis: 5, failures: 0, ...more };
}

function row(measured, what) {
  return judge(new Results({ ...NOTHING, ...measured })).find((one) => one.what.startsWith(what));
}

test('what was not measured is said to be so', () => {
  for (const one of judge(new Results(NOTHING))) {
    assert.equal(one.verdict, 'not measured', one.what);
  }
});

test('reads are judged by the medians of their rounds', () => {
  const samples = [
    ...[300, 100, 200].map((rate) => sample('cfguardian', 'read-linearizable', rate)),
    sample('etcd', 'read-linearizable', 100),
    sample('ZooKeeper', 'read-linearizable', 170),
    sample('cfguardian', 'read-linearizable', 1, { connections: 1 }),
  ];
  assert.deepEqual(row({ samples }, 'linearizable'), {
    what: 'linearizable reads',
    measured: '2 x etcd, 1.18 x ZooKeeper',
    must: '1.5 x etcd',
    moonshot: '1.25 x ZooKeeper sync + get',
    verdict: 'met',
  });
});

test('writes that are as many but slower at their slowest are a miss', () => {
  const writes = (p99Millis) => [
    sample('cfguardian', 'write-256', 100, { p99Millis }), sample('etcd', 'write-256', 100), sample('ZooKeeper', 'write-256', 200),
  ];
  assert.equal(row({ samples: writes(5) }, 'durable').verdict, 'met');
  assert.equal(row({ samples: writes(6) }, 'durable').verdict, 'missed');
});

test('one failure makes a row invalid, whoever failed', () => {
  const samples = [
    sample('cfguardian', 'read-local', 1000), sample('etcd', 'read-local', 10, { failures: 1 }), sample('ZooKeeper', 'read-local', 10),
  ];
  const found = row({ samples }, 'local');
  assert.equal(found.verdict, 'invalid');
  assert.match(found.measured, /1 failed in read-local of etcd/);
  assert.match(report.throughput({ samples }), /invalid: 1 failed/);
});

test('a smaller store than aimed at is named', () => {
  const growth = [1000, 100_000].flatMap((configs) =>
    ['read-linearizable', 'write-256'].map((work) => ({ configs, work, perSecond: configs === 1000 ? 120 : 100, failures: 0 })));
  const found = row({ growth }, 'cost at');
  assert.equal(found.measured, '1.2 x, 1.2 x at 100,000');
  assert.equal(found.verdict, 'met');
});

test('the start is that of the smallest and of the largest store', () => {
  const startup = [{ system: 'cfguardian', configs: 100_000, seconds: [1, 4, 2] }, { system: 'cfguardian', configs: 0, seconds: [0.6] }];
  assert.equal(row({ startup }, 'node start').measured, '0.6 / 2 s');
  assert.equal(row({ startup }, 'node start').verdict, 'met');
});

test('telemetry is judged by what it costs of reads', () => {
  const found = row({ telemetry: { lossPercent: 16.1, micros: 4.7 } }, 'telemetry');
  assert.deepEqual([found.measured, found.verdict], ['16.1 % of reads, 4.7 us of a processor each', 'missed']);
  assert.equal(row({ telemetry: { lossPercent: 0.5, micros: 0.1 } }, 'telemetry').verdict, 'met, moonshot too');
});

test('a chart has a line for each system that was measured', () => {
  const measured = {
    ...NOTHING,
    begun: '2026-01-02T03:04:05Z',
    machine: { processors: 2, processor: 'a < b' },
    versions: { cfguardian: '1', etcd: '2', ZooKeeper: '3', 'Central Dogma': '4' },
    samples: [1, 64].flatMap((connections) =>
      ['etcd', 'cfguardian'].map((system) => sample(system, 'write-256', 10 * connections, { connections }))),
  };
  const drawn = charts(measured);
  assert.deepEqual(Object.keys(drawn), ['write-256.svg']);
  assert.equal(drawn['write-256.svg'].match(/<polyline/g).length, 2);
  assert.match(drawn['write-256.svg'], /a &lt; b/);
  assert.ok(drawn['write-256.svg'].indexOf('>cfguardian<') < drawn['write-256.svg'].indexOf('>etcd<'));
});
