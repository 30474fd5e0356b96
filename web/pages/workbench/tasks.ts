// To-dos as GET /api/tasks gives them, and the words for their due date.
import type { Schema } from 'web/api/schema';
import type { Tone } from 'web/components/StatusWord.vue';
import { t } from 'web/i18n/texts';
import { business_now_ms, day_of, days_between, near_date } from 'web/time';

export type Task = Schema<'task.task'>;
export type TaskSummary = Schema<'task.summary'>;

export interface DueWord {
  tone: Tone;
  icon: string;
  word: string;
}

const soon_days = 2;

/** The date is the server's working-day due date; here it is only compared with today. */
export function due_word(due: string | null): DueWord {
  if (!due) return { tone: 'plain', icon: 'flat', word: t('web.task.no_due') };
  const left = days_between(day_of(business_now_ms()), due);
  if (left < 0) return { tone: 'bad', icon: 'over', word: t('web.task.overdue', { date: near_date(due) }) };
  if (left === 0) return { tone: 'warn', icon: 'clock', word: t('web.task.today') };
  if (left <= soon_days) return { tone: 'warn', icon: 'clock', word: t('web.task.due', { date: near_date(due) }) };
  return { tone: 'plain', icon: 'calendar', word: t('web.task.due', { date: near_date(due) }) };
}

export const is_claimed = (task: Task): boolean => Boolean(task.claimed_by) && task.claimed_by !== '0';
