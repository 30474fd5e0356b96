// A refusal of the server (RFC 9457, application/problem+json) or of the network, as one value a page can show.
import { has_text, t, type Args } from 'web/i18n/texts';

export interface FieldError {
  field: string; // path of the field: "applicant.name"; empty = the whole
  key: string;
  message: string;
}

/** One difference between what the reader saw and what stands now (409). */
export interface Difference {
  label: string;
  theirs: string;
  yours: string;
}

export class Problem extends Error {
  readonly status: number; // 0 = the server was not reached
  readonly key: string;
  readonly args: Args;
  readonly errors: FieldError[];
  readonly trace: string;
  readonly retry_after_s: number;

  constructor(status: number, body: Partial<ProblemBody>, retry_after_s = 0) {
    const key = body.key ?? (status === 0 ? 'web.problem.offline' : `web.problem.${status}`);
    super(body.detail ?? body.title ?? (has_text(key) ? t(key, body.args ?? {}) : t('web.problem.unknown')));
    this.name = 'Problem';
    this.status = status;
    this.key = key;
    this.args = body.args ?? {};
    this.errors = (body.errors ?? []).map(worded);
    this.trace = body.trace ?? '';
    this.retry_after_s = retry_after_s;
  }

  get offline(): boolean {
    return this.status === 0;
  }
  /** Nothing is wrong with what was asked; asking again may help. */
  get passing(): boolean {
    return (
      this.status === 0 || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504
    );
  }
  of_field(field: string): string {
    return this.errors.find((error) => error.field === field)?.message ?? '';
  }
}

interface ProblemBody {
  title: string;
  detail: string;
  key: string;
  args: Args;
  errors: Array<Partial<FieldError> & { detail?: string; args?: Args }>;
  trace: string;
}

function worded(error: Partial<FieldError> & { detail?: string; args?: Args }): FieldError {
  const key = error.key ?? '';
  return {
    field: error.field ?? '',
    key,
    message: error.message ?? error.detail ?? (has_text(key) ? t(key, error.args ?? {}) : t('web.problem.field')),
  };
}

export async function problem_of(response: Response): Promise<Problem> {
  let body: Partial<ProblemBody> = {};
  try {
    if ((response.headers.get('content-type') ?? '').includes('json'))
      body = (await response.json()) as Partial<ProblemBody>;
  } catch {
    // An answer that is no problem document is told by its status alone.
  }
  return new Problem(response.status, body, Number(response.headers.get('retry-after') ?? 0) || 0);
}

export const no_network = (): Problem => new Problem(0, {});
