import type { Rejection } from '../../domain/product-draft.ts';

export type PriceReading = { readonly amount: number } | { readonly rejection: Rejection };

/** Ten million in major units: beyond it a price is a slip. */
const MOST = 1_000_000_000;

/**
 * Reads a price as shop pages print it: "$12.99", "12.99", "$1,234.50"; "$ 19 99 $39.95 …" (whole and cents set apart,
 * then what it cost before); "$6.94 $ 6 . 94" (the same twice). A range names no price of a variant and is
 * refused, as is anything else that leaves doubt.
 * @returns minor units of a currency with two decimals
 */
export function readPrice(text: string): PriceReading {
  const trimmed = text.trim();
  const refuse = (code: string, reason: string): PriceReading => ({ rejection: { code, reason } });
  if (trimmed === '') return refuse('import.price-missing', 'The row has no price.');
  const shown = trimmed.length > 60 ? `${trimmed.slice(0, 60)}…` : trimmed;
  const plain = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(trimmed);
  if (plain) return amountOf(plain[1] ?? '', plain[2], shown);
  if (/^\$?[\d.,]+\s*-\s*\$?[\d.,]+$/.test(trimmed)) {
    return refuse('import.price-range', `"${shown}" is a range. Give each variant its own price.`);
  }
  const doubled = /^\$(\d+\.\d{2})\s+\$\s*(\d+)\s*\.\s*(\d{2})$/.exec(trimmed);
  if (doubled && doubled[1] === `${doubled[2]}.${doubled[3]}`) {
    return amountOf(doubled[2] ?? '', doubled[3], shown);
  }
  const apart = /^\$\s+(\d+)\s+(\d{2})\s+\$\d/.exec(trimmed);
  if (apart) return amountOf(apart[1] ?? '', apart[2], shown);
  return refuse('import.price-unreadable', `"${shown}" is not a price.`);
}

function amountOf(whole: string, decimals: string | undefined, shown: string): PriceReading {
  const amount = Number(whole.replaceAll(',', '')) * 100 + Number((decimals ?? '').padEnd(2, '0') || 0);
  if (amount === 0) return { rejection: { code: 'import.price-zero', reason: 'The price is zero.' } };
  if (!Number.isSafeInteger(amount) || amount > MOST) {
    return { rejection: { code: 'import.price-too-high', reason: `"${shown}" is too high to be a price.` } };
  }
  return { amount };
}
