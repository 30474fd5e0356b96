// Who is signed in, under which post, with which rights, and what "now" is. Everything else asks this.
import { computed, ref, shallowRef } from 'vue';
import { language, speak, type Language } from 'web/i18n/texts';
import { set_business_now } from 'web/time';
import { get, post, set_csrf } from './client';
import type { Schema } from './schema';

export type Session = Schema<'account.session'>;

export const session = shallowRef<Session | null>(null);
export const session_epoch = ref(0); // changes with the person or post: pages of another actor are thrown away
export const signed_in = computed(() => session.value?.signed_in === true);
const rights = computed(() => new Set(session.value?.permissions ?? []));

export const may = (permission: string): boolean => rights.value.has(permission);
export const may_any = (permissions: string[]): boolean => permissions.some(may);

/** Drafts and remembered choices are kept under this name. */
export const account_key = (): string => `${session.value?.person?.id ?? '0'}.${session.value?.post?.id ?? '0'}`;

export async function read_session(): Promise<Session> {
  const told = await get<Session>('/api/session');
  const before = account_key();
  session.value = told;
  set_csrf(told.csrf ?? '');
  set_business_now(told.business_now);
  if (before !== account_key()) session_epoch.value++;
  const wanted = chosen_language() ?? (told.language === 'en' ? 'en' : 'zh');
  if (wanted !== language.value) await speak(wanted);
  return told;
}

const language_name = 'tongguan.language';
function chosen_language(): Language | null {
  try {
    const kept = localStorage.getItem(language_name);
    return kept === 'zh' || kept === 'en' ? kept : null;
  } catch {
    return null;
  }
}
export async function choose_language(wanted: Language): Promise<void> {
  try {
    localStorage.setItem(language_name, wanted);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  await speak(wanted);
  if (signed_in.value) await post('/api/account/language', { language: wanted });
}

export async function sign_in(account: string, password: string): Promise<Session> {
  await post('/api/session/sign_in', { account, password });
  return read_session();
}
export async function sign_out(): Promise<void> {
  await post('/api/session/sign_out');
  await read_session();
}
export async function switch_post(id: string): Promise<void> {
  await post('/api/session/switch_post', { post: id });
  await read_session();
}
/** A redeemed code signs in at once. */
export async function redeem(account: string, code: string, password: string): Promise<Session> {
  await post('/api/session/redeem', { account, code, password });
  return read_session();
}
