import type { StaffMember } from '@haat/contracts/http/staff.ts';
import { STAFF_ROLES, type StaffRole } from '@haat/contracts/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { staffQuery, useAddStaff, useChangeStaff, useRemoveStaff } from '../api/staff.ts';
import { ROLE_WORDS } from '../role-words.ts';

/** @param self whose own role nobody changes here */
export function StaffTable({ self }: { readonly self: string }) {
  const { data, error, refetch } = useQuery(staffQuery);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading what="the staff" className="grid gap-2">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </Loading>
    );
  }
  return (
    <ul className="card divide-y divide-line">
      {data.items.map((member) => (
        <Member key={member.userId} member={member} isSelf={member.userId === self} />
      ))}
    </ul>
  );
}

function Member({ member, isSelf }: { readonly member: StaffMember; readonly isSelf: boolean }) {
  const change = useChangeStaff();
  const remove = useRemoveStaff();
  const add = useAddStaff();
  const { userId, name, email, role } = member;
  const failed = (error: Error) => void toast.error('Nothing has changed', { description: messageOf(error) });
  const giveRole = (next: StaffRole) =>
    change.mutate(
      { userId, role: next },
      {
        onSuccess: () =>
          void toast(`${name}: ${ROLE_WORDS[next].name}`, {
            action: { label: 'Undo', onClick: () => change.mutate({ userId, role }, { onError: failed }) },
          }),
        onError: failed,
      },
    );
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
      <div className="min-w-0">
        <p className="truncate font-semibold">
          {name}
          {isSelf ? <span className="font-normal text-muted"> (you)</span> : null}
        </p>
        <p className="truncate text-sm text-muted">{email}</p>
      </div>
      {isSelf ? (
        <span className="text-sm font-semibold">{ROLE_WORDS[role].name}</span>
      ) : (
        <div className="flex items-center gap-2">
          <select
            aria-label={`Role of ${name}`}
            className="min-h-11 rounded-md border border-line-strong/70 bg-paper px-3 text-sm"
            value={change.isPending ? change.variables.role : role}
            disabled={change.isPending}
            onChange={(event) => giveRole(event.target.value as StaffRole)}
          >
            {STAFF_ROLES.map((each) => (
              <option key={each} value={each}>
                {ROLE_WORDS[each].name}
              </option>
            ))}
          </select>
          <Button
            size="sm"
            busy={remove.isPending}
            aria-label={`Remove ${name}`}
            onClick={() =>
              remove.mutate(userId, {
                onSuccess: () =>
                  void toast(`${name} is out of the staff`, {
                    action: {
                      label: 'Undo',
                      onClick: () => add.mutate({ email, role }, { onError: failed }),
                    },
                  }),
                onError: failed,
              })
            }
          >
            Remove
          </Button>
        </div>
      )}
    </li>
  );
}
