// Live hints: GET /api/events says "something of this kind changed", never what; a page re-reads through its usual
// route.
// A browser opens six connections per host, so the tabs of one browser share one stream: the tab that holds the lock
// listens and passes hints on by BroadcastChannel. Without Web Locks each visible tab listens for itself.
import { getCurrentScope, onScopeDispose } from 'vue';

type Hear = () => void;
const everything = '*';

const hearers = new Map<string, Set<Hear>>();
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('tongguan.events') : null;
const first_retry_ms = 2_000;
const last_retry_ms = 60_000;
const settle_ms = 250; // hints of one action arrive together; a page re-reads once

let source: EventSource | null = null;
let retry_ms = first_retry_ms;
let wanted = false;
let lost = false; // the stream broke: what was told meanwhile was not heard
let let_go: (() => void) | null = null;

/** Calls `then` soon after a thing of one of these kinds changed ("service_centre.case"); ends with the page. */
export function on_change(kinds: string[], then: () => void): void {
  let timer = 0;
  const soon: Hear = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(then, settle_ms);
  };
  for (const kind of kinds) {
    if (!hearers.has(kind)) hearers.set(kind, new Set());
    hearers.get(kind)!.add(soon);
  }
  if (getCurrentScope())
    onScopeDispose(() => {
      window.clearTimeout(timer);
      for (const kind of kinds) hearers.get(kind)?.delete(soon);
    });
}

function tell(kind: string): void {
  for (const [wished, listeners] of hearers)
    if (kind === wished || kind === everything) listeners.forEach((hear) => hear());
}

channel?.addEventListener('message', (message: MessageEvent<{ kind: string }>) => tell(message.data.kind));

export function start_events(): void {
  if (wanted) return;
  wanted = true;
  if (locks) {
    void locks.request('tongguan.events', () => {
      if (!wanted) return undefined;
      open();
      return new Promise<void>((done) => (let_go = done));
    });
  } else {
    document.addEventListener('visibilitychange', follow_visibility);
    follow_visibility();
  }
}

export function stop_events(): void {
  wanted = false;
  close();
  let_go?.();
  let_go = null;
  document.removeEventListener('visibilitychange', follow_visibility);
}

const locks = (navigator as { locks?: LockManager }).locks;

function follow_visibility(): void {
  if (document.visibilityState === 'visible') open();
  else close();
}
function open(): void {
  if (source || !wanted) return;
  source = new EventSource('/api/events');
  source.onopen = () => {
    retry_ms = first_retry_ms;
    if (lost) hint(everything);
    lost = false;
  };
  source.addEventListener('changed', (message) => hint((message as MessageEvent<string>).data));
  source.addEventListener('missed', () => hint(everything)); // hints were dropped: read all again
  source.onerror = () => {
    close();
    lost = true;
    if (!wanted) return;
    window.setTimeout(open, retry_ms);
    retry_ms = Math.min(retry_ms * 2, last_retry_ms);
  };
}
function close(): void {
  source?.close();
  source = null;
}
function hint(kind: string): void {
  tell(kind);
  channel?.postMessage({ kind });
}
