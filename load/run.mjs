#!/usr/bin/env node
// Runs a script for k6 where there is no k6: node load/run.mjs SCRIPT. Needs node 20 or later and nothing else.
//
// Knows what the scripts here use: checks, thresholds, tags, setup, teardown, the executors constant-vus, per-vu-iterations and
// shared-iterations, and of k6's modules what is in load/local. Anything else is an error. Each VU is a thread; all requests
// go out from this one, which is enough for some thousands a second. Exits with 0, with 99 when a threshold is crossed (as k6
// does), and with 1 when an iteration ended with an exception or the script is not understood.
import { resolve } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { close, send } from './local/client.mjs';
import { holds, plan } from './local/plan.mjs';
import { aggregate, Samples } from './local/samples.mjs';
import { millis } from './local/units.mjs';

const CROSSED = 99;
const script = resolve(process.argv[2] ?? fail('which script?'));
const samples = new Samples([]);
const checks = new Map();

function fail(message) {
  console.error(`run.mjs: ${message}`);
  process.exit(1);
}

/** Runs one VU to its end; gives what it came to. */
function run(scenario, more) {
  return new Promise((done, reject) => {
    const { port1: answers, port2: mine } = new MessageChannel();
    const worker = new Worker(new URL('./local/vu.mjs', import.meta.url), {
      workerData: { script, scenario, answers, vu: 0, parts: [], ...more },
      transferList: [answers],
    });
    worker.on('message', async (message) => {
      if (message.kind === 'request') {
        mine.postMessage(await send(message.request));
        Atomics.store(message.signal, 0, 1);
        Atomics.notify(message.signal, 0);
      } else {
        samples.merge(message.samples);
        for (const [name, [passes, fails]] of message.checks) {
          const [before, failed] = checks.get(name) ?? [0, 0];
          checks.set(name, [before + passes, failed + fails]);
        }
        mine.close();
        done(message);
      }
    });
    worker.on('error', reject);
  });
}

async function once(exec, data, parts = []) {
  return (await run({ executor: 'once', name: exec, exec }, { data, parts })).result;
}

/** Runs all VUs of all scenarios; gives how many iterations ended with an exception. */
async function runAll(scenarios, data, parts) {
  let vu = 0;
  const runs = scenarios.flatMap((scenario) => {
    const startAt = Date.now() + millis(scenario.startTime);
    const stopAt = startAt + millis(scenario.duration ?? scenario.maxDuration);
    const turns = new Int32Array(new SharedArrayBuffer(4));
    turns[0] = scenario.iterations;
    return Array.from({ length: scenario.vus }, () => run(scenario, { vu: ++vu, startAt, stopAt, turns, data, parts }));
  });
  return (await Promise.all(runs)).reduce((sum, { broken }) => sum + broken, 0);
}

function show(number) {
  return number >= 100 ? number.toFixed(0) : number.toFixed(2);
}

function line(metric, statistics, seconds) {
  const told = (names) => names.map((name) => `${name}=${show(aggregate(metric, name, seconds))}`).join(' ');
  switch (metric.type) {
    case 'trend':
      return `${told(statistics)} count=${metric.total}`;
    case 'rate':
      return `${(100 * aggregate(metric, 'rate', seconds)).toFixed(2)} % of ${metric.total}`;
    case 'counter':
      return told(['count', 'rate']);
    default:
      return told(['value']);
  }
}

/** Prints what it came to; gives whether every threshold holds. */
function report({ statistics, thresholds }, seconds) {
  for (const [name, [passes, fails]] of [...checks].sort()) {
    console.log(`${fails === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passes} of ${passes + fails}`);
  }
  const names = [...samples.metrics.keys()].sort();
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    const metric = samples.metrics.get(name);
    metric.values.sort((one, other) => one - other);
    console.log(`${name.padEnd(width)}  ${line(metric, statistics, seconds)}`);
  }
  let all = true;
  for (const threshold of thresholds) {
    const metric = samples.metrics.get(threshold.metric);
    // k6 lets a threshold on nothing hold; here it does not, as nothing was measured then.
    const value = metric === undefined ? Number.NaN : aggregate(metric, threshold.name, seconds);
    const kept = metric !== undefined && holds(threshold, value);
    all &&= kept;
    console.log(`${kept ? 'ok    ' : 'CROSSED'} ${threshold.metric}: ${threshold.condition}${kept ? '' : `, is ${value}`}`);
  }
  return all;
}

try {
  const asked = plan((await once('options')) ?? {});
  const parts = [...new Set(asked.thresholds.map(({ metric }) => metric).filter((metric) => metric.includes('{')))];
  const data = await once('setup', undefined, parts);
  const began = performance.now();
  const broken = await runAll(asked.scenarios, data, parts);
  const seconds = (performance.now() - began) / 1000;
  await once('teardown', data, parts);
  const kept = report(asked, seconds);
  if (broken > 0) {
    console.log(`FAILED ${broken} iterations ended with an exception`);
  }
  process.exitCode = broken > 0 ? 1 : kept ? 0 : CROSSED;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  close();
}
