// The iteration that runs on this thread, and what was counted on it so far.
import { workerData } from 'node:worker_threads';
import { Cookies } from './cookies.mjs';
import { Samples } from './samples.mjs';

export const samples = new Samples(workerData.parts);

/** By a check's name, how often it held and how often not. */
export const checks = new Map();

export const current = {
  tags: { scenario: workerData.scenario.name, ...workerData.scenario.tags },
  cookies: new Cookies(),
  add: (name, type, value, tags) => samples.add(name, type, value, { ...current.tags, ...tags }),
  checked: (name, passed) => {
    const [passes, fails] = checks.get(name) ?? [0, 0];
    checks.set(name, passed ? [passes + 1, fails] : [passes, fails + 1]);
  },
};
