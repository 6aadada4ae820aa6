import type { KeepCardBody } from '@haat/contracts/http/card.ts';
import { useState } from 'react';
import { apiFetch } from '@/shared/lib/api.ts';
import { isRecord, jsonStore } from '@/shared/lib/storage.ts';

export interface CardWish {
  readonly keep: boolean;
  readonly setKeep: (keep: boolean) => void;
  /** Before the payment: what the provider does with the card is settled when the card pays. */
  readonly tell: () => Promise<void>;
}

/** Orders whose card was asked to be kept: what was asked must be taken back, also after a reload. */
const asked = jsonStore(() => localStorage, 'haat-keep-card', isRecord);

/** Nothing is kept unless the buyer says so; who never says so costs no request. */
export function useCardWish(orderId: string): CardWish {
  const [keep, setKeep] = useState(() => asked.read()?.[orderId] === true);
  const tell = async () => {
    const { [orderId]: earlier, ...others } = asked.read() ?? {};
    if (!keep && earlier !== true) return;
    // Noted before it is asked: the answer may be lost.
    if (keep) asked.write({ ...others, [orderId]: true });
    const body: KeepCardBody = { keep };
    await apiFetch<void>(`/v1/orders/${orderId}/payment/keep-card`, { method: 'POST', body });
    if (!keep) asked.write(others);
  };
  return { keep, setKeep, tell };
}
