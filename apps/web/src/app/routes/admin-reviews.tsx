import { getRouteApi } from '@tanstack/react-router';
import { ReviewQueue } from '@/features/review-moderation/components/review-queue.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { FilterSelect } from '@/shared/ui/filters.tsx';
import { TabLink, Tabs } from '@/shared/ui/tabs.tsx';

const route = getRouteApi('/admin/reviews');
const SUBJECTS = [
  ['', 'Of products'],
  ['sellers', 'Of sellers'],
] as const;
const CHOICES = [
  ['', 'Every review'],
  ['shown', 'Shown'],
  ['hidden', 'Hidden'],
] as const;

export function AdminReviewsPage() {
  useTitle('Reviews, admin console');
  const { state, of } = route.useSearch();
  const navigate = route.useNavigate();
  const kind = of === 'sellers' ? 'seller-reviews' : 'reviews';
  const hidden = state === 'hidden' ? true : state === 'shown' ? false : undefined;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">Reviews</h1>
        <FilterSelect
          label="Which reviews"
          value={state ?? ''}
          onChoose={(next) =>
            void navigate({ search: { ...(of ? { of } : {}), ...(next ? { state: next } : {}) } })
          }
        >
          {CHOICES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </FilterSelect>
      </div>
      <Tabs label="What is reviewed">
        {SUBJECTS.map(([value, label]) => (
          <TabLink
            key={value}
            to="/admin/reviews"
            search={value ? { of: value } : {}}
            current={(of ?? '') === value}
          >
            {label}
          </TabLink>
        ))}
      </Tabs>
      <ReviewQueue key={kind} kind={kind} hidden={hidden} />
    </div>
  );
}
