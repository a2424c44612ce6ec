// Stands in for k6/http: a request at a time, redirects left to the script.
import { exchange } from './bridge.mjs';
import { current } from './current.mjs';
import { millis } from './units.mjs';

const SUCCESS = expectedStatuses({ min: 200, max: 399 });
let expected = SUCCESS;

/** Whether a status is one of those, given as numbers and {min, max}. */
export function expectedStatuses(...statuses) {
  return (status) => statuses.some((one) => (typeof one === 'number' ? one === status : one.min <= status && status <= one.max));
}

export function setResponseCallback(callback) {
  expected = callback;
}

export function request(method, url, body, params = {}) {
  const headers = { ...params.headers };
  const cookies = current.cookies.header(url);
  if (cookies !== '') {
    headers.Cookie = cookies;
  }
  let text = body ?? null;
  if (text !== null && typeof text !== 'string') {
    text = new URLSearchParams(text).toString();
    headers['Content-Type'] ??= 'application/x-www-form-urlencoded';
  }
  const answer = exchange({ method, url: String(url), headers, body: text, timeoutMillis: millis(params.timeout ?? '60s') });
  current.cookies.keep(url, answer.setCookies);
  if (answer.status >= 300 && answer.status < 400 && 'Location' in answer.headers && params.redirects !== 0) {
    throw new Error(`${url} redirects; give the request redirects: 0`);
  }
  const isExpected = (params.responseCallback ?? expected)(answer.status);
  const tags = { name: url, method, status: answer.status, expected_response: isExpected, ...current.tags, ...params.tags };
  current.add('http_reqs', 'counter', 1, tags);
  current.add('http_req_duration', 'trend', answer.durationMillis, tags);
  current.add('http_req_failed', 'rate', !isExpected, tags);
  return {
    ...answer,
    url: String(url),
    timings: { duration: answer.durationMillis },
    json: () => JSON.parse(answer.body),
  };
}

export const get = (url, params) => request('GET', url, null, params);
export const head = (url, params) => request('HEAD', url, null, params);
export const post = (url, body, params) => request('POST', url, body, params);
export const put = (url, body, params) => request('PUT', url, body, params);
export const patch = (url, body, params) => request('PATCH', url, body, params);
export const del = (url, body, params) => request('DELETE', url, body, params);

export default { request, get, head, post, put, patch, del, expectedStatuses, setResponseCallback };
