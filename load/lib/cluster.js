// The cluster that "cfguardian seed" has filled, and how it is asked. docs/load.md has the variables.
import { check } from 'k6';
import http from 'k6/http';

export const BASE = __ENV.BASE_URL || 'http://127.0.0.1:8080';
export const API = `${BASE}/api/v1`;
export const USERS = Number(__ENV.USERS || 10);
export const PROJECTS = Number(__ENV.PROJECTS || 2);
export const CONFIGS = Number(__ENV.CONFIGS || 20);
export const VUS = Number(__ENV.VUS || 8);
export const DURATION = __ENV.DURATION || '30s';

const PASSWORD = __ENV.PASSWORD_FILE ? open(__ENV.PASSWORD_FILE).trim() : '';

/** Of every summary: p50, p95, p99. */
export const STATISTICS = ['med', 'p(95)', 'p(99)', 'max', 'avg'];

/**
 * The threshold that 99 of 100 answers take less.
 *
 * @param {number} millis where nothing else is at work; PATIENCE times as long is allowed
 */
export function within(millis) {
  return `p(99)<${millis * Number(__ENV.PATIENCE || 1)}`;
}

/**
 * Sends a request and checks that it is answered with one of `statuses`.
 *
 * @param {string} name of what is asked, for checks and metrics
 * @param {string} method
 * @param {string} url
 * @param {number[]} statuses
 * @param {{token?: string, headers?: Record<string, string>, body?: any, form?: Record<string, string>}} [more] `body` is sent as JSON,
 *     `form` as a browser sends it
 */
export function ask(name, method, url, statuses, more = {}) {
  /** @type {Record<string, string>} */
  const headers = { ...more.headers };
  if (more.token !== undefined) {
    headers.Authorization = `Bearer ${more.token}`;
  }
  if (more.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const response = http.request(method, url, more.body === undefined ? more.form : JSON.stringify(more.body), {
    headers,
    redirects: 0,
    timeout: '30s',
    tags: { name },
    responseCallback: http.expectedStatuses(...statuses),
  });
  const as = statuses.join(' or ');
  if (!check(response, { [`${name}: ${as}`]: ({ status }) => statuses.includes(status) }, { name })) {
    console.error(`${name}: ${response.status} instead of ${as}: ${response.error || response.body}`);
  }
  return response;
}

/**
 * What an answer holds, as JSON.
 *
 * @param {import('k6/http').RefinedResponse<any>} response
 * @returns {any}
 */
export function content(response) {
  return response.json();
}

/**
 * The number of a seeded user for a VU; VUs beyond the users share them.
 *
 * @param {number} vu from 1
 */
export function userOf(vu) {
  return ((vu - 1) % USERS) + 1;
}

/**
 * The project that a seeded user may edit.
 *
 * @param {number} user from 1
 */
export function projectOf(user) {
  return `${API}/projects/load-${((user - 1) % PROJECTS) + 1}`;
}

/** @param {number} user from 1 */
export function email(user) {
  return `load-${user}@example.org`;
}

/**
 * Asks to sign in with the password of the seeded users.
 *
 * @param {number} user from 1
 * @param {number} status that is expected: 200, or 202 where there is a second factor
 */
export function login(user, status = 200) {
  return content(ask('login', 'POST', `${API}/auth/login`, [status], { body: { email: email(user), password: PASSWORD } }));
}

/**
 * Signs in.
 *
 * @param {number} user from 1
 * @returns {string} what opens the API
 */
export function signIn(user) {
  return login(user).accessToken;
}
