// Signing on through an OpenID Connect provider, from the first redirect to the tokens. For a node with sso.* set and
// limits.rate.login 0, and a provider whose pages are those of oidc-provider (node-oidc-provider) with devInteractions.
import { API, ask, content, DURATION, STATISTICS, VUS, within } from './lib/cluster.js';

const PROVIDER = `${API}/auth/sso/${__ENV.SSO_PROVIDER || 'corp'}`;
const PERSON = __ENV.SSO_PERSON || 'alice';
const HOPS_MAX = 20;

/** @type {import('k6/options').Options} */
export const options = {
  scenarios: { sso: { executor: 'constant-vus', vus: VUS, duration: DURATION } },
  summaryTrendStats: STATISTICS,
  thresholds: {
    checks: ['rate==1'],
    'http_req_duration{name:start}': [within(2000)],
    'http_req_duration{name:callback}': [within(5000)],
  },
};

export default function () {
  const answer = signOn(ask('start', 'GET', `${PROVIDER}/start`, [302]).headers.Location);
  const tokens = content(ask('callback', 'GET', `${PROVIDER}/callback?${answer}`, [200]));
  ask('me', 'GET', `${API}/auth/me`, [200], { token: tokens.accessToken });
  ask('callback again', 'GET', `${PROVIDER}/callback?${answer}`, [401]);
}

/**
 * Logs in at the provider's pages and agrees.
 *
 * @param {string} location
 * @returns {string} the parameters that the provider sends the browser back with
 */
function signOn(location) {
  let here = location;
  for (let hop = 0; hop < HOPS_MAX; hop++) {
    let page = ask('provider', 'GET', here, [200, 302, 303]);
    if (page.status === 200) {
      /** @type {Record<string, string>} */
      const form = String(page.body).includes('value="login"') ? { prompt: 'login', login: PERSON, password: 'anything' } : { prompt: 'consent' };
      page = ask('provider', 'POST', here, [302, 303], { form });
    }
    const next = page.headers.Location;
    here = next.startsWith('/') ? here.replace(/^(https?:\/\/[^/]+).*/, `$1${next}`) : next;
    const [, answer] = /\/callback\?(.*)$/.exec(here) || [];
    if (answer !== undefined) {
      return answer;
    }
  }
  throw new Error('the provider sends the browser in circles');
}
