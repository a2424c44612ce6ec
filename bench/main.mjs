// bench/run: compares cfguardian with etcd, ZooKeeper and Central Dogma, and judges it by its targets. Exits with 0 when everything was
// measured, met or not; with 1 when a measurement is not valid; with 2 when something did not work.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { charts } from './lib/charts.mjs';
import { machine, versions } from './lib/machine.mjs';
import { parse } from './lib/options.mjs';
import * as report from './lib/report.mjs';
import { Results, US } from './lib/results.mjs';
import { judge } from './lib/targets.mjs';
import { age, growth } from './parts/growth.mjs';
import { leader } from './parts/leader.mjs';
import { startup } from './parts/startup.mjs';
import { telemetry } from './parts/telemetry.mjs';
import { loaders, throughput } from './parts/throughput.mjs';
import { watch } from './parts/watch.mjs';
import { CentralDogma } from './systems/central-dogma.mjs';
import { Cfguardian } from './systems/cfguardian.mjs';
import { Etcd } from './systems/etcd.mjs';
import { image } from './systems/image.mjs';
import { ZooKeeper } from './systems/zookeeper.mjs';

const DIRECTORY = resolve('target/bench/run');
const KEPT = resolve('docs/benchmarks');
const VALIDATED = { properties: 200, bytes: 100 * 1024 };
const PEER_STARTS_MAX = 2;

const began = performance.now();
const log = (line) => console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${line}`);

async function main(options) {
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(join(DIRECTORY, 'clusters'), { recursive: true });
  const measured = {
    begun: new Date().toISOString(),
    machine: await machine(DIRECTORY),
    versions: await versions(options.jdk),
    options,
    samples: [],
    loaders: [],
    memory: {},
    watch: [],
    growth: [],
    startup: [],
  };
  const wanted = (...parts) => parts.some((part) => options.parts.includes(part));
  if (wanted('throughput')) {
    await beside(measured, options);
  }
  if (wanted('watch', 'growth', 'startup', 'validation')) {
    await alone(measured, options);
  }
  if (wanted('leader')) {
    log(`the leader is killed ${options.times} times`);
    measured.leader = await leader(options.times);
  }
  if (wanted('telemetry')) {
    log('with and without telemetry');
    measured.telemetry = await telemetry(options, join(DIRECTORY, 'twins'), log);
  }
  measured.minutes = (performance.now() - began) / 60_000;
  return leave(measured, options);
}

/** All systems run at once, since what is idle costs next to nothing. */
async function beside(measured, options) {
  const home = (name) => join(DIRECTORY, 'clusters', name);
  const make = {
    cfguardian: async (directory) => new Cfguardian(directory, await image(options.jdk, join(DIRECTORY, 'image'))),
    etcd: async (directory) => new Etcd(directory),
    zookeeper: async (directory) => new ZooKeeper(directory, options.jdk),
    'central-dogma': async (directory) => new CentralDogma(directory, options.jdk),
  };
  const systems = await Promise.all(options.systems.map((name) => make[name](home(name))));
  log(`three nodes of each of ${systems.map(({ name }) => name).join(', ')}`);
  for (const system of systems) {
    await system.start();
    if (options.parts.includes('startup') && !options.quick) {
      await restarts(measured, system, 0, system.name === US ? options.starts : Math.min(PEER_STARTS_MAX, options.starts));
    }
    await system.prepare();
  }
  systems.forEach((system) => (measured.memory[system.name] = { idleMiB: system.residentMiB() }));
  measured.samples = await throughput(systems, options, log);
  systems.forEach((system) => (measured.memory[system.name].loadedMiB = system.residentMiB()));
  const cfguardian = systems.find(({ name }) => name === US);
  measured.loaders = cfguardian === undefined ? [] : await loaders(cfguardian, options);
  await Promise.all(systems.map((system) => system.stop()));
}

/** What is asked of cfguardian only, on a cluster of its own. */
async function alone(measured, options) {
  const cfguardian = new Cfguardian(join(DIRECTORY, 'clusters', 'alone'), await image(options.jdk, join(DIRECTORY, 'image')));
  log('three nodes of cfguardian alone');
  await cfguardian.start();
  const wanted = (part) => options.parts.includes(part);
  if (wanted('startup') && !measured.startup.some(({ system }) => system === US)) {
    await restarts(measured, cfguardian, 0, options.starts);
  }
  await cfguardian.prepare();
  if (wanted('watch')) {
    measured.watch = await watch(cfguardian, options, log);
  }
  if (wanted('validation')) {
    if (options.warmUpSeconds > 0) {
      await cfguardian.validate({ ...VALIDATED, seconds: options.warmUpSeconds });
    }
    measured.validation = await cfguardian.validate({ ...VALIDATED, seconds: options.seconds });
    log(`validation: p99 ${measured.validation.p99Millis.toFixed(1)} ms`);
  }
  if (wanted('growth')) {
    if (options.commits > 0) {
      measured.age = await age(cfguardian, options, log);
    }
    measured.growth = await growth(cfguardian, options, log);
  }
  if (wanted('startup')) {
    await cfguardian.fill(cfguardian.keys, options.configs);
    await restarts(measured, cfguardian, options.configs, options.starts);
  }
  await cfguardian.stop();
}

async function restarts(measured, system, configs, times) {
  const seconds = await startup(system, times);
  measured.startup.push({ system: system.name, configs, seconds });
  log(`${system.name} with ${configs} configs: a node is ready ${seconds.map((one) => one.toFixed(2)).join(', ')} s after its start`);
}

/** Writes everything; whether all of it is valid. */
function leave(measured, options) {
  const rows = judge(new Results(measured));
  const circumstances = report.circumstances(measured);
  const text = `${circumstances}\n${report.targets(rows)}\n${report.throughput(measured)}\n${report.others(measured)}`;
  const drawn = charts(measured);
  // Where the JDK lies says nothing to others.
  const json = JSON.stringify({ ...measured, options: { ...options, jdk: undefined }, targets: rows }, null, 1);
  const files = { 'results.json': `${json}\n`, ...drawn };
  Object.entries(files).forEach(([name, content]) => writeFileSync(join(DIRECTORY, name), content));
  writeFileSync(join(DIRECTORY, 'table.md'), text);
  if (options.keep) {
    Object.keys(files).forEach((name) => copyFileSync(join(DIRECTORY, name), join(KEPT, name)));
    const drawings = Object.keys(drawn).map((name) => `![${name.replace('.svg', '')}](${name})\n`).join('');
    show(join(KEPT, 'README.md'), `${text}\n${drawings}`);
    show(resolve('README.md'), `${circumstances}\n${report.targets(rows)}`);
  }
  rmSync(join(DIRECTORY, 'clusters'), { recursive: true, force: true });
  console.log(`\n${text}\nleft in ${DIRECTORY}${options.keep ? ` and ${KEPT}` : ''}`);
  return rows.every(({ verdict }) => verdict !== 'invalid') && measured.samples.every(({ failures }) => failures === 0);
}

/** Puts results where a page has its place for them. */
function show(page, results) {
  const place = /(<!-- results: begin -->\n)[^]*(<!-- results: end -->)/;
  writeFileSync(page, readFileSync(page, 'utf8').replace(place, (_, begin, end) => begin + results + end));
}

function chosen() {
  try {
    return parse(process.argv.slice(2));
  } catch (reason) {
    console.error(`bench: ${reason.message}`);
    return process.exit(2);
  }
}

try {
  process.exitCode = (await main(chosen())) ? 0 : 1;
} catch (failure) {
  console.error(`bench: ${failure.stack}\nWhat the nodes wrote is in ${join(DIRECTORY, 'clusters')}.`);
  process.exitCode = 2;
}
process.exit();
