import type { CardWish } from '../api/keep-card.ts';

export function KeepCardBox({ wish: { keep, setKeep } }: { readonly wish: CardWish }) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm">
      <input
        type="checkbox"
        className="size-5 accent-(--color-indigo)"
        checked={keep}
        onChange={(event) => setKeep(event.target.checked)}
      />
      Keep this card for next time
    </label>
  );
}
