import type { SavedCard } from '@haat/contracts/http/card.ts';
import { useQuery } from '@tanstack/react-query';
import { CreditCard } from 'lucide-react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { cardsQuery } from '../api/list-cards.ts';
import { useRemoveCard } from '../api/remove-card.ts';
import { cardName, expiryText, isExpired, spokenCardName } from '../card-words.ts';

export function CardList() {
  const { data: cards, error, refetch } = useQuery(cardsQuery);
  if (error && !cards)
    return <ErrorState error={error} title="Your cards did not load" onRetry={() => void refetch()} />;
  if (!cards) {
    return (
      <Loading what="your cards" className="grid gap-3">
        <Skeleton className="h-20" />
        <Skeleton className="h-20" />
      </Loading>
    );
  }
  if (cards.length === 0) {
    return (
      <EmptyState title="No card is kept">
        When you pay, tick “Keep this card for next time”, and you will find it here.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="card divide-y divide-line">
        {cards.map((card) => (
          <CardRow key={card.id} card={card} />
        ))}
      </ul>
      <p className="text-sm text-muted">
        The payment provider keeps your cards. Haat knows the brand, the last four digits and the expiry.
      </p>
    </>
  );
}

function CardRow({ card }: { readonly card: SavedCard }) {
  const remove = useRemoveCard();
  const expired = isExpired(card, new Date());
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4">
      <CreditCard aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="figures font-semibold">
          <span aria-hidden="true">{cardName(card)}</span>
          <span className="sr-only">{spokenCardName(card)}</span>
        </p>
        <p className={expired ? 'figures text-sm text-brick' : 'figures text-sm text-muted'}>
          {expired ? 'Expired' : 'Expires'} {expiryText(card)}
        </p>
      </div>
      <Button
        size="sm"
        tone="danger"
        busy={remove.isPending}
        aria-label={`Remove ${spokenCardName(card)}`}
        onClick={() =>
          remove.mutate(card.id, {
            onSuccess: () => void toast(`${cardName(card)} is removed.`),
            onError: (error) =>
              void toast.error('The card was not removed', { description: messageOf(error) }),
          })
        }
      >
        Remove
      </Button>
    </li>
  );
}
