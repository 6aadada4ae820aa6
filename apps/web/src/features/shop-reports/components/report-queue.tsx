import type { ShopReport } from '@haat/contracts/http/shop-report.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { mayUse } from '@/shared/lib/permissions.ts';
import { useSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField } from '@/shared/ui/field.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';
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
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Modal
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Resolve the report of ${report.store.name}?`}
      description="Your note stays with the report and in the audit log."
    >
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (note.trim() === '') return;
          resolve.mutate(
            { id: report.id, note: note.trim() },
            {
              onSuccess: () => {
                onClose();
                toast.success('The report is resolved.');
              },
            },
          );
        }}
      >
        <FormProblem message={resolve.error ? messageOf(resolve.error) : undefined} />
        <TextAreaField
          label="What came of it?"
          rows={3}
          maxLength={500}
          value={note}
          error={tried && note.trim() === '' ? 'Say what came of it.' : undefined}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" tone="primary" busy={resolve.isPending}>
            Resolve
          </Button>
        </div>
      </form>
    </Modal>
  );
}
