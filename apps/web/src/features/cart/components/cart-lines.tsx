import type { Cart, CartItem } from '@haat/contracts/http/cart.ts';
import { Link } from '@tanstack/react-router';
import { Store, Trash2 } from 'lucide-react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { formatMoney } from '@/shared/lib/money.ts';
import { optionsText } from '@/shared/ui/options.ts';
import { Picture } from '@/shared/ui/picture.tsx';
import { QuantityStepper } from '@/shared/ui/quantity.tsx';
import { Note } from '@/shared/ui/states.tsx';
import { useAddItem } from '../api/add-item.ts';
import { useChangeQuantity } from '../api/change-quantity.ts';
import { useRemoveItem } from '../api/remove-item.ts';
import { bySeller } from '../cart-change.ts';

export function CartLines({ cart }: { readonly cart: Cart }) {
  return (
    <div className="grid gap-4">
      {bySeller(cart.items).map(({ sellerName, items }) => (
        <section key={sellerName} aria-label={`From ${sellerName}`} className="card">
          <h2 className="flex items-center gap-2 border-b border-line px-4 py-3 text-sm tracking-normal">
            <Store aria-hidden="true" className="size-4 text-muted" />
            {sellerName || 'No longer sold'}
          </h2>
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <Line key={item.offerId} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Line({ item }: { readonly item: CartItem }) {
  const change = useChangeQuantity();
  const remove = useRemoveItem();
  const add = useAddItem();
  const { offerId, quantity, title } = item;
  const gone = item.problem === 'unavailable';
  // Promises, not callbacks: the line is gone before the answer is there.
  const putBack = () =>
    add
      .mutateAsync({ offerId, quantity })
      .catch((error: unknown) => toast.error('Not put back', { description: messageOf(error) }));
  const onRemove = () =>
    remove.mutateAsync(offerId).then(
      () =>
        toast('Removed from the cart', {
          description: title,
          ...(gone ? {} : { action: { label: 'Undo', onClick: () => void putBack() } }),
        }),
      (error: unknown) => toast.error('Not removed', { description: messageOf(error) }),
    );
  return (
    <li className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-3 p-4 sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
      <Picture
        src={item.imageUrl}
        alt=""
        size={96}
        eager
        className={`rounded-sm ${gone ? 'opacity-50' : ''}`}
      />
      <div className="grid content-start gap-1">
        {item.productSlug && !gone ? (
          <Link
            to="/p/$slug"
            params={{ slug: item.productSlug }}
            className="font-semibold hover:text-indigo hover:underline"
          >
            {title}
          </Link>
        ) : (
          <p className="font-semibold text-muted">{title}</p>
        )}
        {Object.keys(item.options).length > 0 ? (
          <p className="text-sm text-muted">{optionsText(item.options)}</p>
        ) : null}
        <p className="figures text-sm text-muted">{formatMoney(item.unitPrice)} each</p>
        {item.availability === 'low_stock' && !item.problem ? (
          <p className="text-sm font-medium text-brick">Only a few left</p>
        ) : null}
      </div>
      <p className="figures text-right text-lg font-bold max-sm:col-start-2 max-sm:row-start-3 max-sm:text-left">
        {gone ? '–' : formatMoney(item.lineTotal)}
      </p>
      <Problem item={item} />
      <div className="flex items-center gap-2 max-sm:col-span-2 sm:col-span-2 sm:col-start-2">
        {gone ? null : (
          <QuantityStepper
            value={quantity}
            label={`Quantity of ${title}`}
            onChange={(next) =>
              change.mutate(
                { offerId, quantity: next },
                { onError: (error) => void toast.error('Not changed', { description: messageOf(error) }) },
              )
            }
          />
        )}
        <button
          type="button"
          className="inline-flex min-h-11 items-center gap-2 rounded-md px-3 text-sm font-medium text-muted hover:bg-sunk hover:text-text"
          aria-label={`Remove ${title}`}
          onClick={() => void onRemove()}
        >
          <Trash2 aria-hidden="true" className="size-4" />
          Remove
        </button>
      </div>
    </li>
  );
}

function Problem({ item }: { readonly item: CartItem }) {
  if (!item.problem) return null;
  const cheaper = item.unitPrice.amount < item.priceWhenAdded.amount;
  return (
    <div className="col-span-full">
      {item.problem === 'price_changed' ? (
        <Note tone={cheaper ? 'good' : 'warn'}>
          The price went {cheaper ? 'down' : 'up'} from {formatMoney(item.priceWhenAdded)} to{' '}
          {formatMoney(item.unitPrice)} since you put this into the cart.
        </Note>
      ) : item.problem === 'out_of_stock' ? (
        <Note tone="bad">Sold out at the moment. Remove it to check out with the rest.</Note>
      ) : (
        <Note tone="bad">This is not for sale any more. Remove it to check out with the rest.</Note>
      )}
    </div>
  );
}
