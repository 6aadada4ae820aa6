import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { importsQuery } from '@/features/imports/api/list-imports.ts';
import { ImportForm } from '@/features/imports/components/import-form.tsx';
import { ImportResult } from '@/features/imports/components/import-result.tsx';
import { importSentence } from '@/features/imports/import-sentence.ts';
import { storesQuery } from '@/features/stores/api/list-stores.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { useTitle } from '@/shared/lib/page.ts';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';

const route = getRouteApi('/admin/import');

export function AdminImportPage() {
  useTitle('Import, admin console');
  const { job } = route.useSearch();
  const navigate = route.useNavigate();
  const stores = useQuery(storesQuery);
  return (
    <div className="grid max-w-4xl gap-6">
      <div>
        <h1 className="text-xl">Import products</h1>
        <p className="text-sm text-muted">
          Every row ends up listed or rejected with its reason. The same file twice changes nothing.
        </p>
      </div>
      {stores.data ? (
        <ImportForm
          stores={stores.data}
          onStarted={({ id }) => void navigate({ search: { job: id }, resetScroll: false })}
        />
      ) : stores.error ? (
        <ErrorState error={stores.error} onRetry={() => void stores.refetch()} />
      ) : (
        <Loading what="the form">
          <Skeleton className="h-72" />
        </Loading>
      )}
      {job ? <ImportResult key={job} id={job} /> : null}
      <PastImports />
    </div>
  );
}

function PastImports() {
  const { data } = useQuery(importsQuery);
  if (!data || data.length === 0) return null;
  return (
    <section aria-labelledby="past" className="grid gap-3">
      <h2 id="past" className="text-lg">
        Past imports
      </h2>
      <ul className="card divide-y divide-line">
        {data.map((job) => (
          <li
            key={job.id}
            className="relative grid gap-x-4 gap-y-1 px-4 py-3 text-sm hover:bg-sunk sm:flex sm:flex-wrap sm:items-baseline"
          >
            <Link
              to="/admin/import"
              search={{ job: job.id }}
              resetScroll={false}
              className="font-semibold text-indigo after:absolute after:inset-0"
            >
              {job.fileName}
            </Link>
            <span className="text-muted">{job.sellerName}</span>
            <span className="figures flex-1">
              {job.status === 'completed' ? importSentence(job) : 'In progress'}
            </span>
            <span className="figures text-xs text-muted">{formatDateTime(job.startedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
