import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type AuditFilter, auditLogQuery } from '@/features/audit/api/list-audit-log.ts';
import { AuditList } from '@/features/audit/components/audit-list.tsx';
import { useSettled, useTitle } from '@/shared/lib/page.ts';
import { TextField } from '@/shared/ui/field.tsx';
import { PagedList } from '@/shared/ui/paged-list.tsx';
import { EmptyState } from '@/shared/ui/states.tsx';

const route = getRouteApi('/admin/audit');

const FIELDS = [
  ['actor', 'Who (e-mail)', 'text'],
  ['action', 'What (e.g. order.)', 'text'],
  ['subject', 'To what (id)', 'text'],
  ['from', 'From day', 'date'],
  ['to', 'To day', 'date'],
] as const;

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the service takes; what is half typed waits. */
function filterOf(typed: AuditFilter): AuditFilter {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]: [string, string | undefined]) => {
      const text = value?.trim();
      if (!text) return [];
      if (name === 'action')
        return /^[a-z0-9.-]+$/.test(text.toLowerCase()) ? [[name, text.toLowerCase()]] : [];
      return (name === 'from' || name === 'to') && !DAY.test(text) ? [] : [[name, text]];
    }),
  );
}

export function AdminAuditPage() {
  useTitle('Audit log, admin console');
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState<AuditFilter>(route.useSearch());
  const text = useSettled(JSON.stringify(filterOf(typed)), 300);
  const filter = JSON.parse(text) as AuditFilter;
  useEffect(() => {
    void navigate({ search: JSON.parse(text) as AuditFilter, replace: true, resetScroll: false });
  }, [text, navigate]);
  const query = useInfiniteQuery(auditLogQuery(filter));
  return (
    <div className="grid gap-5">
      <div>
        <h1 className="text-xl">Audit log</h1>
        <p className="mt-1 text-sm text-muted">
          What was done by rights that others do not have. Entries are added and never changed.
        </p>
      </div>
      <search className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {FIELDS.map(([name, label, type]) => (
          <TextField
            key={name}
            label={label}
            type={type}
            maxLength={254}
            value={typed[name] ?? ''}
            onChange={(event) => setTyped((before) => ({ ...before, [name]: event.target.value }))}
          />
        ))}
      </search>
      <PagedList
        query={query}
        what="the audit log"
        placeholder="h-20"
        more="Older entries"
        empty={
          <EmptyState title="Nothing was done that fits">
            Take a filter away, or choose other days.
          </EmptyState>
        }
      >
        {(entries) => <AuditList entries={entries} />}
      </PagedList>
    </div>
  );
}
