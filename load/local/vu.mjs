// One VU on a thread of its own: runs a function of the script again and again; or its setup or teardown once, or reads its options.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { pause } from './bridge.mjs';
import { Cookies } from './cookies.mjs';
import { checks, current, samples } from './current.mjs';

const ERRORS_TOLD_MAX = 3;
const { script, scenario, vu, stopAt, turns } = workerData;
globalThis.__ENV = { ...process.env, ...scenario.env };
globalThis.__VU = vu;
globalThis.__ITER = 0;
globalThis.open = (file) => readFileSync(file, 'utf8');

/** Whether there is another iteration to be done, and takes it. */
function next(iteration) {
  switch (scenario.executor) {
    case 'per-vu-iterations':
      return iteration < scenario.iterations && Date.now() < stopAt;
    case 'shared-iterations':
      return Date.now() < stopAt && Atomics.sub(turns, 0, 1) > 0;
    default:
      return Date.now() < stopAt;
  }
}

function iterate(work, data) {
  let broken = 0;
  for (let iteration = 0; next(iteration); iteration++) {
    globalThis.__ITER = iteration;
    current.cookies = new Cookies();
    const began = performance.now();
    try {
      work(data);
    } catch (error) {
      broken++;
      if (broken <= ERRORS_TOLD_MAX) {
        console.error(`${scenario.name}, VU ${vu}: ${error.stack}`);
      }
    }
    samples.add('iterations', 'counter', 1, current.tags);
    samples.add('iteration_duration', 'trend', performance.now() - began, current.tags);
  }
  return broken;
}

const module = await import(pathToFileURL(script));
let broken = 0;
let result;
if (scenario.executor === 'once') {
  const value = module[scenario.exec];
  result = typeof value === 'function' ? value(workerData.data) : value;
} else {
  const work = module[scenario.exec];
  if (typeof work !== 'function') {
    throw new Error(`${script} exports no function ${scenario.exec}`);
  }
  pause(Math.max(0, workerData.startAt - Date.now()));
  broken = iterate(work, workerData.data);
}
parentPort.postMessage({ kind: 'done', samples: samples.metrics, checks, broken, result: result === undefined ? null : JSON.parse(JSON.stringify(result)) });
workerData.answers.close();
