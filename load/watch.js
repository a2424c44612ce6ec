// One VU changes a config, all others wait for it by long poll; the time from writing to being told is the trend change_told.
// (k6 hands an answer over when it is complete, which a stream of server-sent events never is.)
import { sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';
import { ask, content, DURATION, projectOf, signIn, STATISTICS, VUS, within } from './lib/cluster.js';

const told = new Trend('change_told', true);
const changes = new Counter('changes');
const CONFIG = `${projectOf(1)}/environments/staging/configs/watched`;
const EVERY_SECONDS = Number(__ENV.EVERY_SECONDS || 0.25);

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    writer: { executor: 'constant-vus', exec: 'change', vus: 1, duration: DURATION },
    watchers: { executor: 'constant-vus', exec: 'wait', vus: Math.max(1, VUS - 1), duration: DURATION },
  },
  summaryTrendStats: STATISTICS,
  thresholds: {
    checks: ['rate==1'],
    change_told: [within(2000)],
    changes: ['count>0'],
    'http_req_duration{name:change}': [within(2000)],
  },
};

/** A user that may edit the project: signed in once for all, so that watchers are not users. */
export function setup() {
  const token = signIn(1);
  ask('first', 'PUT', CONFIG, [200, 201], { token, body: { sent: Date.now() } });
  return { token };
}

/** What this VU was told last. @type {string | undefined} */
let etag;

/** @param {{token: string}} data */
export function change({ token }) {
  ask('change', 'PUT', CONFIG, [200], { token, body: { sent: Date.now() } });
  changes.add(1);
  sleep(EVERY_SECONDS);
}

/** @param {{token: string}} data */
export function wait({ token }) {
  const waiting = etag !== undefined;
  const response = ask('wait', 'GET', `${CONFIG}?wait=5s`, [200, 304], {
    token,
    headers: { 'If-None-Match': etag || '"0"' },
  });
  if (response.status === 200) {
    etag = response.headers.Etag;
    if (waiting) {
      told.add(Date.now() - content(response).value.sent);
    }
  }
}
