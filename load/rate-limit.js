// One address that asks too often. For a node with limits.rate.address and limits.rate.login as they are by default: 100 a
// second, and 5 attempts to sign in a minute.
import { check, sleep } from 'k6';
import { Counter } from 'k6/metrics';
import { API, ask, BASE, STATISTICS, within } from './lib/cluster.js';

const limited = new Counter('limited');
const served = new Counter('served');

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: {
    // Before the others, so that what is counted is only its own.
    attempts: { executor: 'per-vu-iterations', exec: 'attempts', vus: 1, iterations: 1 },
    flood: { executor: 'constant-vus', exec: 'flood', vus: 10, duration: '5s', startTime: '5s' },
    patience: { executor: 'per-vu-iterations', exec: 'patience', vus: 1, iterations: 1, startTime: '12s' },
  },
  summaryTrendStats: STATISTICS,
  thresholds: {
    checks: ['rate==1'],
    'limited{name:flood}': ['count>0'],
    'limited{name:attempt}': ['count>0'],
    'served{name:flood}': ['count>0'],
    'http_req_duration{name:flood}': [within(2000)],
  },
};

/**
 * Asks, and looks at what a refusal says.
 *
 * @param {string} name
 * @param {string} method
 * @param {string} url
 * @param {number} status of those that are served
 * @param {any} [body]
 */
function asked(name, method, url, status, body) {
  const response = ask(name, method, url, [status, 429], { body });
  if (response.status === 429) {
    limited.add(1, { name });
    check(response, { [`${name}: told when to come back`]: ({ headers }) => Number(headers['Retry-After']) >= 1 });
  } else {
    served.add(1, { name });
  }
  return response;
}

export function attempts() {
  for (let attempt = 1; attempt <= 8; attempt++) {
    // Another address each time: that one account is asked about again and again is another limit.
    asked('attempt', 'POST', `${API}/auth/login`, 401, { email: `nobody-${attempt}@example.org`, password: 'of-nobody-at-all' });
  }
}

export function flood() {
  asked('flood', 'GET', `${BASE}/.well-known/jwks.json`, 200);
}

export function patience() {
  const response = asked('patience', 'GET', `${BASE}/.well-known/jwks.json`, 200);
  sleep(Number(response.headers['Retry-After'] || 0));
  ask('served again', 'GET', `${BASE}/.well-known/jwks.json`, [200]);
}
