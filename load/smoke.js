// Every kind of request once: what is allowed is done, and what is not is refused in the right way.
import { API, ask, BASE, content, email, PROJECTS, projectOf, signIn, STATISTICS } from './lib/cluster.js';

export const options = {
  vus: 1,
  iterations: 1,
  summaryTrendStats: STATISTICS,
  thresholds: { checks: ['rate==1'], http_req_failed: ['rate==0'] },
};

export default function () {
  for (const path of ['/health', '/live', '/ready', '/openapi.yaml', '/.well-known/jwks.json']) {
    ask(path, 'GET', BASE + path, [200]);
  }
  ask('no token', 'GET', `${API}/projects`, [401]);
  ask('wrong password', 'POST', `${API}/auth/login`, [401], { body: { email: email(1), password: 'not-her-password' } });

  const token = signIn(1);
  ask('me', 'GET', `${API}/auth/me`, [200], { token });
  const project = projectOf(1);
  const configs = `${project}/environments/prod/configs`;
  ask('project', 'GET', project, [200], { token });
  if (PROJECTS > 1) {
    ask('project of others', 'GET', projectOf(2), [404], { token });
  }
  ask('schema without the right', 'PUT', `${project}/schemas/service`, [403], { token, body: { type: 'object' } });
  ask('configs', 'GET', `${configs}?limit=5`, [200], { token });

  const config = `${configs}/service-1`;
  const found = ask('read', 'GET', config, [200], { token });
  const etag = found.headers.Etag;
  ask('read again', 'GET', config, [304], { token, headers: { 'If-None-Match': etag } });
  ask('stale read', 'GET', `${config}?consistency=stale`, [200], { token });
  const value = content(found).value;
  const changed = { ...value, perMinute: (value.perMinute % 1000) + 1 };
  ask('write', 'PUT', config, [200], { token, headers: { 'If-Match': etag }, body: changed });
  ask('write too late', 'PUT', config, [412], { token, headers: { 'If-Match': etag }, body: value });
  ask('write against the schema', 'PUT', config, [422], { token, body: { ...value, perMinute: 0 } });
  const after = ask('read what was written', 'GET', config, [200], { token });
  if (content(after).value.perMinute !== changed.perMinute) {
    throw new Error('read something else than what was written');
  }
  ask('wait in vain', 'GET', `${config}?wait=1s`, [304], { token, headers: { 'If-None-Match': after.headers.Etag } });
  ask('history', 'GET', `${config}/versions`, [200], { token });

  ask('log out', 'POST', `${API}/auth/logout`, [204], { token });
  ask('token after that', 'GET', `${API}/auth/me`, [401], { token });
}
