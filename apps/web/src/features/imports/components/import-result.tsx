import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { useDownloadReport } from '../api/download-report.ts';
import { importQuery } from '../api/get-import.ts';
import { rejectedRowsQuery } from '../api/list-import-rows.ts';
import { importSentence } from '../import-sentence.ts';

export function ImportResult({ id }: { readonly id: string }) {
  const { data: job, error, refetch } = useQuery(importQuery(id));
  const download = useDownloadReport();
  if (error && !job) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!job) {
    return (
      <Loading what="the import">
        <Skeleton className="h-32" />
      </Loading>
    );
  }
  const done = job.listed + job.rejected;
  const finished = job.status === 'completed';
  return (
    <section aria-labelledby="import-result" className="card grid gap-4 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="import-result" className="text-lg">
            {job.fileName}
          </h2>
          <p className="text-sm text-muted">for {job.sellerName}</p>
        </div>
        {finished ? (
          <Button
            size="sm"
            busy={download.isPending}
            onClick={() =>
              download.mutate(id, {
                onError: (problem) => void toast.error('No report', { description: messageOf(problem) }),
              })
            }
          >
            <Download aria-hidden="true" className="size-4" />
            Download report
          </Button>
        ) : null}
      </div>
      <div className="grid gap-2">
        <p role="status" className="figures text-lg font-semibold">
          {finished
            ? importSentence(job)
            : job.status === 'receiving'
              ? 'Receiving the file…'
              : `${done.toLocaleString('en-US')} of ${job.rows.toLocaleString('en-US')} rows done…`}
        </p>
        {finished ? null : (
          <div
            role="progressbar"
            aria-label="Import progress"
            aria-valuemin={0}
            aria-valuemax={job.rows}
            aria-valuenow={done}
            className="h-2.5 overflow-hidden rounded-full bg-line"
          >
            <div
              className="h-full rounded-full bg-leaf transition-[width] duration-200"
              style={{ width: `${job.rows === 0 ? 0 : (done / job.rows) * 100}%` }}
            />
          </div>
        )}
      </div>
      {finished && job.rejected > 0 ? <Rejected id={id} /> : null}
    </section>
  );
}

function Rejected({ id }: { readonly id: string }) {
  const query = useInfiniteQuery(rejectedRowsQuery(id));
  return (
    <div className="grid gap-3">
      <h3 className="text-base">Rejected rows</h3>
      <PagedList query={query} what="rejected rows" placeholder="h-12" more="Show more" empty={null}>
        {(rows) => (
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="max-h-96 overflow-auto rounded-md border border-line"
            aria-label="Rejected rows"
          >
            <table className="w-full text-sm">
              <thead className="sticky top-0 bg-sunk">
                <tr className="text-left">
                  <th className="px-4 py-2.5 font-semibold">Line</th>
                  <th className="px-4 py-2.5 font-semibold">Title</th>
                  <th className="px-4 py-2.5 font-semibold">Reason</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.line} className="border-t border-line">
                    <td className="figures px-4 py-2">{row.line.toLocaleString('en-US')}</td>
                    <td className="max-w-72 truncate px-4 py-2">{row.title || '–'}</td>
                    <td className="px-4 py-2">{row.reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </PagedList>
    </div>
  );
}
