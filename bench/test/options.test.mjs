import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PARTS, parse } from '../lib/options.mjs';

test('all parts are measured unless some are chosen', () => {
  assert.deepEqual(parse([]).parts, PARTS);
  assert.deepEqual(parse(['--only=watch,growth']).parts, ['watch', 'growth']);
  assert.throws(() => parse(['--only', 'nothing']), /--only knows no nothing/);
});

test('throughput can be of some systems, works and connections', () => {
  const { systems, works, connections } = parse(['--systems', 'etcd,cfguardian', '--works', 'write-256', '--connections', '64,1']);
  assert.deepEqual([systems, works, connections], [['cfguardian', 'etcd'], ['write-256'], [1, 64]]);
  assert.throws(() => parse(['--systems', 'consul']), /--systems knows no consul/);
});

test('the quick run is small, and takes numbers all the same', () => {
  const options = parse(['--quick', '--watchers', '50', '--jdk=/jdk']);
  assert.deepEqual([options.rounds, options.watchers, options.jdk], [1, 50, '/jdk']);
  assert.throws(() => parse(['--quick', '--keep']), /not worth keeping/);
});

test('a word that is not known is refused', () => {
  assert.throws(() => parse(['--fast']), /there is no option --fast/);
  assert.throws(() => parse(['--rounds', '0']), /whole number/);
  assert.throws(() => parse(['--rounds']), /needs a value/);
});
