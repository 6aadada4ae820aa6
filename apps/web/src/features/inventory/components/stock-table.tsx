import type { Stock } from '@haat/contracts/http/inventory.ts';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { DataTable } from '@/shared/ui/data-table.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useAdjustStock } from '../api/adjust-stock.ts';

export function StockTable({ items }: { readonly items: readonly Stock[] }) {
  const [chosen, setChosen] = useState<Stock>();
  return (
    <>
      <DataTable
        rows={items}
        keyOf={(item) => item.offerId}
        columns={[
          {
            head: 'Product',
            cell: (item) => (
              <>
                <span className="line-clamp-2 font-medium">{item.title}</span>
                <span className="text-xs text-muted">{item.sku}</span>
              </>
            ),
          },
          { head: 'Available', figures: true, cell: (item) => <Available item={item} /> },
          { head: 'Reserved', figures: true, hide: 'max-sm:hidden', cell: (item) => item.reserved },
          { head: 'Sold', figures: true, hide: 'max-sm:hidden', cell: (item) => item.sold },
          {
            head: <span className="sr-only">Change</span>,
            className: 'text-right',
            cell: (item) => (
              <Button size="sm" aria-label={`Adjust stock of ${item.title}`} onClick={() => setChosen(item)}>
                Adjust
              </Button>
            ),
          },
        ]}
      />
      {chosen ? (
        <AdjustDialog key={chosen.offerId} item={chosen} onClose={() => setChosen(undefined)} />
      ) : null}
    </>
  );
}

function Available({ item }: { readonly item: Stock }) {
  if (item.availability === 'in_stock') return <strong>{item.available}</strong>;
  return (
    <strong className="text-brick">
      {item.available}
      <span className="block text-xs font-medium">
        {item.availability === 'low_stock' ? 'Low' : 'Sold out'}
      </span>
    </strong>
  );
}

function AdjustDialog({ item, onClose }: { readonly item: Stock; readonly onClose: () => void }) {
  const [units, setUnits] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const adjust = useAdjustStock();
  const delta = Number(units);
  const valid = /^[+-]?\d+$/.test(units.trim()) && delta !== 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!valid) return;
    adjust.mutate(
      { offerId: item.offerId, delta, ...(note.trim() ? { note: note.trim() } : {}) },
      {
        onSuccess: (stock) => {
          toast.success(`${stock.available} available now`, {
            description: item.title,
            action: {
              label: 'Undo',
              onClick: () =>
                adjust.mutate(
                  { offerId: item.offerId, delta: -delta, note: 'Undone' },
                  { onError: (error) => void toast.error('Not undone', { description: messageOf(error) }) },
                ),
            },
          });
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Adjust stock"
      description={item.title}
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={adjust.error ? messageOf(adjust.error) : undefined} />
        <TextField
          label="Units to add or take away"
          placeholder="12 or -3"
          inputMode="text"
          autoComplete="off"
          value={units}
          error={tried && !valid ? 'Enter a whole number, with a minus to take away' : undefined}
          hint={
            valid
              ? `${item.available} now, ${item.available + delta} after`
              : `${item.available} available now`
          }
          onChange={(event) => setUnits(event.target.value)}
        />
        <TextField
          label="Note (optional)"
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" tone="buy" busy={adjust.isPending}>
          Save
        </Button>
      </form>
    </Modal>
  );
}
