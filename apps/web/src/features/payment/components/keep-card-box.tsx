import { CheckField } from '@/shared/ui/field.tsx';
import type { CardWish } from '../api/keep-card.ts';

export function KeepCardBox({ wish: { keep, setKeep } }: { readonly wish: CardWish }) {
  return (
    <CheckField
      label="Keep this card for next time"
      checked={keep}
      onChange={(event) => setKeep(event.target.checked)}
    />
  );
}
