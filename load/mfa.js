// The life of a second factor: set up, used, tried twice, taken away. For a cluster with limits.rate.login 0.
import { sleep } from 'k6';
import { API, ask, content, DURATION, login, signIn, STATISTICS, USERS, userOf, VUS, within } from './lib/cluster.js';
import { code, step, STEP_SECONDS, wrongCode } from './lib/totp.js';

/** What an iteration may take: its codes are those of three steps in a row, all of which are good at its beginning. */
const ITERATION_SECONDS = 15;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: { mfa: { executor: 'constant-vus', vus: Math.min(VUS, USERS), duration: DURATION } },
  summaryTrendStats: STATISTICS,
  thresholds: {
    checks: ['rate==1'],
    'http_req_duration{name:verify}': [within(5000)],
    'http_req_duration{name:code used before}': [within(5000)],
  },
};

export default function () {
  const left = STEP_SECONDS - ((Date.now() / 1000) % STEP_SECONDS);
  if (left < ITERATION_SECONDS) {
    sleep(left);
  }
  const user = userOf(__VU);
  const token = signIn(user);
  const secret = content(ask('enrol', 'POST', `${API}/auth/mfa/enroll`, [200], { token })).secret;
  const now = step();
  ask('activate with a wrong code', 'POST', `${API}/auth/mfa/activate`, [403], { token, body: { code: wrongCode(secret) } });
  ask('activate', 'POST', `${API}/auth/mfa/activate`, [200], { token, body: { code: code(secret, now - 1) } });

  const challenge = login(user, 202).challenge;
  ask('wrong code', 'POST', `${API}/auth/mfa/verify`, [401], { body: { challenge, code: wrongCode(secret) } });
  const verified = ask('verify', 'POST', `${API}/auth/mfa/verify`, [200], { body: { challenge, code: code(secret, now) } });
  const again = login(user, 202).challenge;
  ask('code used before', 'POST', `${API}/auth/mfa/verify`, [401], { body: { challenge: again, code: code(secret, now) } });

  ask('disable', 'POST', `${API}/auth/mfa/disable`, [204], { token: content(verified).accessToken, body: { code: code(secret, now + 1) } });
}
