// Sign-ins as fast as they are answered, one of ten with a wrong password. For a cluster with limits.rate.login 0; with the
// default almost all of this is 429, which is what rate-limit.js is for.
import { API, ask, DURATION, email, signIn, STATISTICS, USERS, userOf, VUS, within } from './lib/cluster.js';

/** @type {import('k6/options').Options} */
export const options = {
  // No two VUs are the same user: wrong passwords of several would add up and lock it out.
  scenarios: { login: { executor: 'constant-vus', vus: Math.min(VUS, USERS), duration: DURATION } },
  summaryTrendStats: STATISTICS,
  thresholds: {
    checks: ['rate==1'],
    'http_req_duration{name:login}': [within(10000)],
    'http_req_duration{name:wrong password}': [within(10000)],
    'http_req_duration{name:log out}': [within(2000)],
  },
};

export default function () {
  const user = userOf(__VU);
  if (__ITER % 10 === 0) {
    ask('wrong password', 'POST', `${API}/auth/login`, [401], { body: { email: email(user), password: 'not-the-password' } });
  }
  const token = signIn(user);
  ask('log out', 'POST', `${API}/auth/logout`, [204], { token });
}
