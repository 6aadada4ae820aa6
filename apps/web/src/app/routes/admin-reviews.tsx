import { getRouteApi } from '@tanstack/react-router';
import { ReviewQueue } from '@/features/review-moderation/components/review-queue.tsx';
import { useTitle } from '@/shared/lib/page.ts';

const route = getRouteApi('/admin/reviews');
const CHOICES = [
  ['', 'Every review'],
  ['shown', 'Shown'],
  ['hidden', 'Hidden'],
] as const;

export function AdminReviewsPage() {
  useTitle('Reviews, admin console');
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  const hidden = state === 'hidden' ? true : state === 'shown' ? false : undefined;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">Reviews</h1>
        <select
          aria-label="Which reviews"
          className="min-h-11 rounded-md border border-line-strong/70 bg-paper px-3"
          value={state ?? ''}
          onChange={(event) => {
            const next = event.target.value;
            void navigate({ search: next ? { state: next } : {} });
          }}
        >
          {CHOICES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <ReviewQueue hidden={hidden} />
    </div>
  );
}
