import type { TimelineEntry } from '@haat/contracts/http/timeline.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';

/** Newest first; what is added while one looks is read out. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-live="polite" className="grid">
      {entries.toReversed().map((entry, index) => (
        <li
          key={`${entry.at}${entry.kind}${entry.sellerOrderId}`}
          className="relative grid gap-0.5 border-l-2 border-line pb-5 pl-5 last:border-transparent last:pb-0"
        >
          <span
            aria-hidden="true"
            className={`absolute top-1 -left-[7px] size-3 rounded-full border-2 border-paper ${index === 0 ? 'bg-marigold-deep' : 'bg-line-strong'}`}
          />
          <p className="text-sm font-medium">{entry.text}</p>
          <p className="figures text-xs text-muted">{formatDateTime(entry.at)}</p>
        </li>
      ))}
    </ol>
  );
}
