import { isRecord, jsonStore } from '@/shared/lib/storage.ts';

/** What a browser sets out to a provider for. */
export type VisitPurpose = 'log-in' | 'link' | 'proof';

export interface ProviderVisit {
  readonly provider: string;
  readonly purpose: VisitPurpose;
  /** Where to go on afterwards; looked at as any link before it is followed. */
  readonly next: string;
}

const PURPOSES: readonly unknown[] = ['log-in', 'link', 'proof'] satisfies VisitPurpose[];

/** Kept in this tab until the browser is back. What proves the way back is a cookie. */
export const providerVisit = jsonStore(
  () => sessionStorage,
  'haat-visit',
  (value): value is ProviderVisit & Record<string, unknown> =>
    isRecord(value) &&
    typeof value.provider === 'string' &&
    typeof value.next === 'string' &&
    PURPOSES.includes(value.purpose),
);
