import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands, entrypoint, variables } from '../systems/image.mjs';

const DOCKERFILE = readFileSync('Dockerfile', 'utf8');

test('what the stage runs is run elsewhere, and nothing of other stages', () => {
  const text = 'FROM a AS build\nRUN other\nFROM b AS runtime\nUSER root\nRUN one \\\n  && two\n# because\nRUN three /opt/cfguardian/x\nFROM c\nRUN last\n';
  assert.deepEqual(commands(text, '/here'), ['one    && two', 'three /here/x']);
});

test('the image is made by a link, a cache, and nothing outside of its directory', () => {
  const ran = commands(DOCKERFILE, '/here');
  assert.ok(ran.some((command) => command.includes('jlink') && command.includes('-Djava.library.path=/here/native')));
  assert.ok(ran.some((command) => command.includes('-XX:AOTCacheOutput=/here/cfguardian.aot')));
  assert.deepEqual(ran.flatMap((command) => command.match(/(?<=\s)\/(?!here\/)[\w/]+/g) ?? []), []);
});

test('a node starts as the image does, with a heap and a collector as in a pod', () => {
  assert.deepEqual(entrypoint(DOCKERFILE, '/here'), ['/here/java/bin/java', '-Xmx512m', '-XX:+UseSerialGC', '-XX:AOTCache=/here/cfguardian.aot', '-jar', '/here/cfguardian.jar']);
  const choosing = 'RUN jlink --add-options "-XX:+UseParallelGC"\nENTRYPOINT ["java"]\nHEALTHCHECK CMD ["-XX:+UseSerialGC"]\n';
  assert.deepEqual(entrypoint(choosing, '/here'), ['java', '-Xmx512m']);
});

test('nodes have the variables of the image', () => {
  assert.deepEqual(variables('FROM scratch\nENV A=1\nENV B=two\nUSER 1\n'), { A: '1', B: 'two' });
  assert.deepEqual(Object.keys(variables(DOCKERFILE)), ['MALLOC_ARENA_MAX', 'ROCKSDB_MUSL_LIBC']);
});
