// Reads and writes of configs: three VUs of four read, the others write.
import { ask, CONFIGS, content, DURATION, projectOf, signIn, STATISTICS, userOf, VUS, within } from './lib/cluster.js';

const WRITERS = Math.max(1, Math.round(VUS / 4));

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    readers: { executor: 'constant-vus', exec: 'read', vus: Math.max(1, VUS - WRITERS), duration: DURATION },
    writers: { executor: 'constant-vus', exec: 'write', vus: WRITERS, duration: DURATION },
  },
  summaryTrendStats: STATISTICS,
  thresholds: {
    checks: ['rate==1'],
    'http_req_duration{name:read}': [within(1000)],
    'http_req_duration{name:read if changed}': [within(1000)],
    'http_req_duration{name:stale read}': [within(1000)],
    'http_req_duration{name:write}': [within(2000)],
    'http_req_duration{name:write too late}': [within(2000)],
    'http_req_duration{name:write against the schema}': [within(1000)],
  },
};

/** A VU signs in once. @type {{token: string, configs: string} | undefined} */
let signedIn;
/** The tags of what this VU has read, by config. @type {Map<number, string>} */
const tags = new Map();

function session() {
  if (signedIn === undefined) {
    const user = userOf(__VU);
    signedIn = { token: signIn(user), configs: `${projectOf(user)}/environments/prod/configs` };
  }
  return signedIn;
}

function anyConfig() {
  return Math.floor(Math.random() * CONFIGS) + 1;
}

export function read() {
  const { token, configs } = session();
  const number = anyConfig();
  const config = `${configs}/service-${number}`;
  tags.set(number, ask('read', 'GET', config, [200], { token }).headers.Etag);
  ask('stale read', 'GET', `${config}?consistency=stale`, [200], { token });
  ask('read if changed', 'GET', config, [200, 304], { token, headers: { 'If-None-Match': tags.get(number) || '"0"' } });
}

export function write() {
  const { token, configs } = session();
  const config = `${configs}/service-${anyConfig()}`;
  const value = { owner: 'team-1', perMinute: (Date.now() % 1000000) + 1, features: { written: true } };
  const version = content(ask('write', 'PUT', config, [200], { token, body: value })).version;
  if (__ITER % 10 === 0 && version > 1) {
    ask('write too late', 'PUT', config, [412], { token, headers: { 'If-Match': `"${version - 1}"` }, body: value });
    ask('write against the schema', 'PUT', config, [422], { token, body: { ...value, perMinute: 0 } });
  }
}
