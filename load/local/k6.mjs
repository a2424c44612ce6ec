// Stands in for k6.
import { pause } from './bridge.mjs';
import { current } from './current.mjs';

export function check(value, sets, tags) {
  let all = true;
  for (const [name, holds] of Object.entries(sets)) {
    const passed = Boolean(typeof holds === 'function' ? holds(value) : holds);
    current.add('checks', 'rate', passed, { ...tags, check: name });
    current.checked(name, passed);
    all &&= passed;
  }
  return all;
}

export function sleep(seconds) {
  pause(seconds * 1000);
}

export function fail(message) {
  throw new Error(message);
}

export function group(name, work) {
  return work();
}

export default { check, sleep, fail, group };
