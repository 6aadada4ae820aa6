import type { Customer, Impersonation } from '@haat/contracts/http/customer.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { formatDateTime } from '@/shared/lib/dates.ts';
import { Button } from '@/shared/ui/button.tsx';
import { Sheet } from '@/shared/ui/sheet.tsx';
import { ErrorState, Loading, Note, Skeleton } from '@/shared/ui/states.tsx';
import { customerQuery, useImpersonate, useSetDisabled } from '../api/customers.ts';
import { rolesOf } from '../roles-of.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { SecondFactors } from './second-factors.tsx';

interface CustomerPanelProps {
  readonly id: string;
  readonly may: {
    readonly manage: boolean;
    readonly impersonate: boolean;
    /** Also the accounts of staff. */
    readonly manageStaff: boolean;
  };
  /** Who looks at it: nobody removes their own second step. */
  readonly self: string;
  /** Links to what else is known of the customer. */
  readonly more: (customer: Customer) => ReactNode;
  readonly onImpersonate: (impersonation: Impersonation, audience: 'store' | 'seller') => void;
  readonly onClose: () => void;
}

type Asking = 'disable' | 'enable' | 'store' | 'seller';

export function CustomerPanel({ id, may, self, more, onImpersonate, onClose }: CustomerPanelProps) {
  const { data: customer, error, refetch } = useQuery(customerQuery(id));
  const [asking, setAsking] = useState<Asking>();
  const isCustomer = customer && !customer.staffRole;
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={customer?.name ?? 'Customer'}
      {...(customer ? { description: customer.email } : {})}
      footer={
        isCustomer && (may.manage || may.impersonate) ? (
          <>
            {may.impersonate && !customer.disabled ? (
              <Button onClick={() => setAsking('store')}>Act as customer</Button>
            ) : null}
            {may.impersonate && !customer.disabled && customer.sellerId ? (
              <Button onClick={() => setAsking('seller')}>Act in the store</Button>
            ) : null}
            {may.manage ? (
              <Button
                tone={customer.disabled ? 'quiet' : 'danger'}
                onClick={() => setAsking(customer.disabled ? 'enable' : 'disable')}
              >
                {customer.disabled ? 'Open account' : 'Close account'}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      {customer ? (
        <>
          <Detail customer={customer}>{more(customer)}</Detail>
          {may.manage ? (
            <SecondFactors
              customer={customer}
              mayRemove={customer.id !== self && (!customer.staffRole || may.manageStaff)}
            />
          ) : null}
          {asking === 'disable' || asking === 'enable' ? (
            <Standing
              customer={customer}
              disable={asking === 'disable'}
              onClose={() => setAsking(undefined)}
            />
          ) : asking ? (
            <Acting
              customer={customer}
              audience={asking}
              onImpersonate={onImpersonate}
              onClose={() => setAsking(undefined)}
            />
          ) : null}
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading what="the customer" className="grid gap-3">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="h-32" />
        </Loading>
      )}
    </Sheet>
  );
}

function Detail({ customer, children }: { readonly customer: Customer; readonly children: ReactNode }) {
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['E-mail', customer.emailVerified ? 'Proven' : 'Not proven'],
    ['Roles', rolesOf(customer).join(', ')],
    ['Customer since', formatDateTime(customer.createdAt)],
    ['Id', <code key="id">{customer.id}</code>],
  ];
  return (
    <div className="grid gap-5">
      {customer.disabled ? (
        <Note tone="bad">
          Closed on {formatDateTime(customer.disabled.at)}: {customer.disabled.reason}
        </Note>
      ) : null}
      <dl className="grid gap-3 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="grid gap-0.5">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-4 text-sm">{children}</div>
    </div>
  );
}

function Standing({
  customer,
  disable,
  onClose,
}: {
  readonly customer: Customer;
  readonly disable: boolean;
  readonly onClose: () => void;
}) {
  const change = useSetDisabled();
  return (
    <ReasonDialog
      title={disable ? `Close ${customer.name}’s account?` : `Open ${customer.name}’s account?`}
      text={
        disable
          ? 'The customer is logged out everywhere and cannot log in. Orders go on.'
          : 'The customer can log in again.'
      }
      action={disable ? 'Close account' : 'Open account'}
      tone={disable ? 'danger' : 'buy'}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={(reason) =>
        change.mutate(
          { id: customer.id, disable, reason },
          {
            onSuccess: () => {
              onClose();
              toast.success(disable ? 'The account is closed' : 'The account is open again');
            },
          },
        )
      }
    />
  );
}

function Acting({
  customer,
  audience,
  onImpersonate,
  onClose,
}: Pick<CustomerPanelProps, 'onImpersonate' | 'onClose'> & {
  readonly customer: Customer;
  readonly audience: 'store' | 'seller';
}) {
  const impersonate = useImpersonate();
  return (
    <ReasonDialog
      title={`Act as ${customer.name}?`}
      text="For a quarter of an hour you see what the customer sees. You cannot buy, pay or change the way in. The audit log keeps that it was you, and why."
      action={audience === 'store' ? 'Act as customer' : 'Act in the store'}
      tone="buy"
      busy={impersonate.isPending}
      error={impersonate.error}
      onClose={onClose}
      onSubmit={(reason) =>
        impersonate.mutate(
          { id: customer.id, reason, audience },
          { onSuccess: (given) => onImpersonate(given, audience) },
        )
      }
    />
  );
}
