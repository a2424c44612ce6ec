// What the container image has inside, made here by the image's own instructions: its Java, RocksDB's library as a file, the AOT cache.
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/process.mjs';

const HOME = '/opt/cfguardian';
const STAGE = 'runtime';

/** Half of the 1 GiB that the chart gives a pod. */
const HEAP = '-Xmx512m';

/** What the JVM takes in such a pod if the image names none. */
const COLLECTOR = '-XX:+UseSerialGC';

/** The one that this run has made. */
let made;

/**
 * Does in `directory` what the Dockerfile's stage does where the image has its program.
 *
 * @param {string} jdk the JDK that takes the place of the stage's base
 * @param {string} directory
 * @returns {Promise<{command: string[], env: Record<string, string>}>} how the image starts
 */
export function image(jdk, directory) {
  made ??= make(jdk, directory, readFileSync('Dockerfile', 'utf8'));
  return made;
}

async function make(jdk, directory, dockerfile) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const packaged = join('cfguardian-server', 'target', 'cfguardian');
  ['cfguardian.jar', 'lib'].forEach((part) => cpSync(join(packaged, part), join(directory, part), { recursive: true }));
  const env = variables(dockerfile);
  for (const command of commands(dockerfile, directory)) {
    await run(['/bin/sh', '-ec', command], { cwd: directory, env: { ...env, JAVA_HOME: jdk } });
  }
  return { command: entrypoint(dockerfile, directory), env };
}

/** What the stage runs, with `directory` in the place of its own. */
export function commands(dockerfile, directory) {
  const stages = dockerfile.split(/^(?=FROM )/m);
  const stage = stages.find((text) => new RegExp(`^FROM .* AS ${STAGE}$`, 'm').test(text));
  const lines = stage.replace(/^#.*\n/gm, '').replaceAll('\\\n', ' ').split('\n');
  return lines.filter((line) => line.startsWith('RUN ')).map((line) => line.slice('RUN '.length).replaceAll(HOME, directory));
}

/** What the image runs as its process, with what a pod would add. */
export function entrypoint(dockerfile, directory) {
  const [java, ...rest] = JSON.parse(/^ENTRYPOINT (\[.*\])$/m.exec(dockerfile)[1].replaceAll(HOME, directory));
  const named = /-XX:\+Use\w+GC/.test(dockerfile.split(/^HEALTHCHECK /m)[0]);
  return [java, HEAP, ...(named ? [] : [COLLECTOR]), ...rest];
}

/** The variables that the image sets. */
export function variables(dockerfile) {
  return Object.fromEntries([...dockerfile.matchAll(/^ENV (\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]));
}
