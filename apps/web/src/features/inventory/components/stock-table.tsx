import type { Stock } from '@haat/contracts/http/inventory.ts';
import { clsx } from 'clsx';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useAdjustStock } from '../api/adjust-stock.ts';

export function StockTable({ items }: { readonly items: readonly Stock[] }) {
  const [chosen, setChosen] = useState<Stock>();
  return (
    <>
      <div className="card overflow-x-auto">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b border-line bg-sunk text-left">
              <th className="px-4 py-2.5 font-semibold">Product</th>
              <th className="px-4 py-2.5 text-right font-semibold">Available</th>
              <th className="px-4 py-2.5 text-right font-semibold max-sm:hidden">Reserved</th>
              <th className="px-4 py-2.5 text-right font-semibold max-sm:hidden">Sold</th>
              <th className="px-4 py-2.5">
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.offerId} className="border-b border-line last:border-0 hover:bg-sunk">
                <td className="px-4 py-2.5">
                  <span className="line-clamp-2 font-medium">{item.title}</span>
                  <span className="text-xs text-muted">{item.sku}</span>
                </td>
                <td
                  className={clsx(
                    'figures px-4 py-2.5 text-right font-bold',
                    item.availability !== 'in_stock' && 'text-brick',
                  )}
                >
                  {item.available}
                  {item.availability === 'in_stock' ? null : (
                    <span className="block text-xs font-medium">
                      {item.availability === 'low_stock' ? 'Low' : 'Sold out'}
                    </span>
                  )}
                </td>
                <td className="figures px-4 py-2.5 text-right max-sm:hidden">{item.reserved}</td>
                <td className="figures px-4 py-2.5 text-right max-sm:hidden">{item.sold}</td>
                <td className="px-4 py-2 text-right">
                  <Button
                    size="sm"
                    aria-label={`Adjust stock of ${item.title}`}
                    onClick={() => setChosen(item)}
                  >
                    Adjust
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen ? (
        <AdjustDialog key={chosen.offerId} item={chosen} onClose={() => setChosen(undefined)} />
      ) : null}
    </>
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
