import type { SavedAddress } from '@haat/contracts/http/address.ts';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { AddressLines } from '@/shared/ui/address.tsx';
import { Button } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { addressBookQuery, useRemoveAddress, useSaveAddress } from '../api/address-book.ts';
import { AddressDialog } from './address-dialog.tsx';

export function AddressList({ name }: { readonly name: string }) {
  const { data, error, refetch } = useQuery(addressBookQuery);
  const [editing, setEditing] = useState<SavedAddress | 'new'>();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading what="your addresses" className="grid gap-4 sm:grid-cols-2">
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
      </Loading>
    );
  }
  return (
    <>
      {data.items.length === 0 ? (
        <EmptyState
          title="No address yet"
          action={
            <Button tone="buy" onClick={() => setEditing('new')}>
              Add an address
            </Button>
          }
        >
          What you keep here is filled in for you at the checkout.
        </EmptyState>
      ) : (
        <>
          <ul className="grid gap-4 sm:grid-cols-2">
            {data.items.map((saved) => (
              <li key={saved.id}>
                <AddressCard saved={saved} onEdit={() => setEditing(saved)} />
              </li>
            ))}
          </ul>
          <div>
            <Button onClick={() => setEditing('new')}>
              <Plus aria-hidden="true" className="size-4" />
              Add an address
            </Button>
          </div>
        </>
      )}
      {editing ? (
        <AddressDialog
          saved={editing === 'new' ? undefined : editing}
          name={name}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </>
  );
}

function AddressCard({ saved, onEdit }: { readonly saved: SavedAddress; readonly onEdit: () => void }) {
  const remove = useRemoveAddress();
  const save = useSaveAddress();
  const failed = (error: Error) =>
    void toast.error('The address is as it was', { description: messageOf(error) });
  const restore = () =>
    save.mutate({ address: saved.address, isDefault: saved.isDefault }, { onError: failed });
  return (
    <section className="card flex h-full flex-col gap-4 p-5" aria-label={saved.address.line1}>
      <div className="flex flex-1 items-start justify-between gap-3">
        <AddressLines address={saved.address} />
        {saved.isDefault ? (
          <span className="rounded-full bg-leaf-wash px-2.5 py-0.5 text-xs font-semibold text-leaf">
            Default
          </span>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onEdit}>
          Change
        </Button>
        <Button
          size="sm"
          busy={remove.isPending}
          onClick={() =>
            remove.mutate(saved.id, {
              onSuccess: () => void toast('Address removed', { action: { label: 'Undo', onClick: restore } }),
              onError: failed,
            })
          }
        >
          Remove
        </Button>
      </div>
    </section>
  );
}
