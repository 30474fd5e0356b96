// The one way to the server. Reads retry nothing; an action carries an Idempotency-Key that stays the same over
// retries of one submit, so an answer lost on the way can be asked again without doing the thing twice.
import { no_network, Problem, problem_of } from './problem';
import { reachable } from './reach';

type Query = Record<string, string | number | undefined>;

let csrf = '';
let on_signed_out: () => void = () => undefined;
export function set_csrf(token: string): void {
  csrf = token;
}
/** What happens when the session has ended: told by the router, which knows the way back. */
export function when_signed_out(then: () => void): void {
  on_signed_out = then;
}

const read_limit_ms = 20_000;
const write_limit_ms = 30_000;

export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (!pairs.length) return path;
  return `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}

export function get<T>(path: string, query: Query = {}): Promise<T> {
  return ask<T>(address(path, query), { method: 'GET', headers: { accept: 'application/json' } }, read_limit_ms);
}

export interface Submit {
  key: string; // Idempotency-Key
}
/** Made once when a form opens or its content changes, kept while the same content is sent again. */
export const new_submit = (): Submit => ({ key: random_key() });

export function post<T = Record<string, never>>(
  path: string,
  body: unknown = {},
  submit: Submit = new_submit(),
): Promise<T> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': submit.key,
  };
  if (csrf) headers['x-csrf-token'] = csrf;
  return ask<T>(path, { method: 'POST', headers, body: JSON.stringify(body) }, write_limit_ms);
}

async function ask<T>(path: string, init: RequestInit, limit_ms: number): Promise<T> {
  const patience = new AbortController();
  const timer = window.setTimeout(() => patience.abort(), limit_ms);
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin', redirect: 'error', signal: patience.signal });
  } catch {
    reachable.value = false;
    throw no_network();
  } finally {
    window.clearTimeout(timer);
  }
  reachable.value = true;
  if (response.ok) return (response.status === 204 ? {} : await answer(response)) as T;
  const problem = await problem_of(response);
  if (problem.status === 401 && !path.startsWith('/api/session/')) on_signed_out();
  throw problem;
}

async function answer(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new Problem(502, {});
  }
}

// 128 random bits as a UUID (RFC 9562, version 4); crypto.randomUUID came after Chromium 86.
export function random_key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
