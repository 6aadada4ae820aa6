import type { AuditEntry } from '@haat/contracts/http/audit.ts';
import { formatDateTime } from '@/shared/lib/dates.ts';

const words = (action: string) => {
  const [subject = '', what = ''] = action.split('.');
  return `${subject.replaceAll('-', ' ')}: ${what.replaceAll('-', ' ')}`;
};

export function AuditList({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <ol className="card divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-1.5 px-5 py-3.5 text-sm">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold first-letter:uppercase">{words(entry.action)}</span>
            <time className="figures text-muted" dateTime={entry.at}>
              {formatDateTime(entry.at)}
            </time>
          </p>
          <p className="break-words text-muted">
            <span className="text-text">{entry.actor.email}</span>
            {entry.actor.staffRole ? ` (${entry.actor.staffRole})` : ''}
            {entry.impersonating ? ` acting as ${entry.impersonating}` : ''} · {entry.subject.type}{' '}
            <code>{entry.subject.id}</code> · from {entry.from.address}
          </p>
          {entry.reason ? <p className="break-words">“{entry.reason}”</p> : null}
          {entry.before || entry.after ? (
            <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
              <State name="Before" state={entry.before} />
              <State name="After" state={entry.after} />
            </dl>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function State({ name, state }: { readonly name: string; readonly state: AuditEntry['before'] }) {
  if (!state) return null;
  return (
    <div>
      <dt className="text-xs font-semibold text-muted">{name}</dt>
      <dd>
        <pre className="overflow-x-auto rounded-sm bg-sunk p-2 text-xs whitespace-pre-wrap">
          {JSON.stringify(state, null, 1)}
        </pre>
      </dd>
    </div>
  );
}
