import type { ShopReport } from '@haat/contracts/http/shop-report.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
import { WordsDialog } from '@/shared/ui/words-dialog.tsx';
import { type ReportState, shopReportsQuery, useResolveReport } from '../api/shop-reports.ts';
import { reasonWords } from '../reasons.ts';

export function ReportQueue({ state }: { readonly state: ReportState }) {
  const query = useInfiniteQuery(shopReportsQuery(state));
  const [chosen, setChosen] = useState<ShopReport>();
  return (
    <>
      <PagedList
        query={query}
        what="reports"
        placeholder="h-28"
        more="Older reports"
        empty={
          <EmptyState title="Nothing here">
            {state === 'open' ? 'No report waits for somebody to look at it.' : 'No report was resolved yet.'}
          </EmptyState>
        }
      >
        {(reports) => (
          <ul className="card divide-y divide-line">
            {reports.map((report) => (
              <li key={report.id}>
                <Row report={report} onResolve={() => setChosen(report)} />
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {chosen ? <ResolveDialog report={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

function Row({ report, onResolve }: { readonly report: ShopReport; readonly onResolve: () => void }) {
  const { store, resolution } = report;
  return (
    <article className="flex flex-wrap items-start gap-x-6 gap-y-2 px-5 py-4">
      <div className="grid min-w-60 flex-1 gap-1">
        <h2 className="text-base tracking-normal">
          <Link to="/shops/$slug" params={{ slug: store.slug }} className="link">
            {store.name}
          </Link>
          : {reasonWords(report.reason)}
        </h2>
        <p className="max-w-prose text-sm whitespace-pre-line">{report.text}</p>
        <p className="text-sm text-muted">
          <Reporter id={report.reporterId} /> · {formatDateTime(report.reportedAt)}
        </p>
        {resolution ? (
          <p className="flex items-start gap-1.5 text-sm font-semibold text-leaf">
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span>
              {resolution.note}{' '}
              <span className="font-normal text-muted">· {formatDateTime(resolution.at)}</span>
            </span>
          </p>
        ) : null}
      </div>
      {resolution ? null : (
        <Button size="sm" aria-label={`Resolve the report of ${store.name}`} onClick={onResolve}>
          Resolve
        </Button>
      )}
    </article>
  );
}

/** With the way to who said it, for staff who may look at customers. */
function Reporter({ id }: { readonly id: string | null }) {
  const session = useSession();
  if (id === null) return 'A former customer';
  if (session.status !== 'user' || !mayUse(session.user, 'admin.customers.read')) return 'A customer';
  return (
    <Link to="/admin/customers" search={{ open: id }} className="link">
      A customer
    </Link>
  );
}

function ResolveDialog({ report, onClose }: { readonly report: ShopReport; readonly onClose: () => void }) {
  const resolve = useResolveReport();
  return (
    <WordsDialog
      title={`Resolve the report of ${report.store.name}?`}
      text="Your note stays with the report and in the audit log."
      label="What came of it?"
      missing="Say what came of it."
      action="Resolve"
      tone="primary"
      busy={resolve.isPending}
      error={resolve.error}
      onClose={onClose}
      onSubmit={(note) =>
        resolve.mutate(
          { id: report.id, note },
          {
            onSuccess: () => {
              onClose();
              toast.success('The report is resolved.');
            },
          },
        )
      }
    />
  );
}
