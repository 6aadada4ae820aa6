import { useNavigate } from '@tanstack/react-router';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ApiProblem, messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { useAddItem } from '../api/add-item.ts';

interface BuyAgainProps {
  readonly lines: readonly { readonly offerId: string; readonly title: string; readonly quantity: number }[];
}

/** Puts the same items into the cart, at today's prices; what is not sold any more is named and left out. */
export function BuyAgain({ lines }: BuyAgainProps) {
  const add = useAddItem();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const gone: string[] = [];
    try {
      // One after the other: they change one cart.
      for (const { offerId, quantity, title } of lines) {
        try {
          await add.mutateAsync({ offerId, quantity });
        } catch (error) {
          if (!(error instanceof ApiProblem) || error.status < 400 || error.status >= 500) throw error;
          gone.push(title);
        }
      }
      if (gone.length > 0) toast.warning('Not sold any more', { description: gone.join(', ') });
      if (gone.length < lines.length) {
        toast.success('Added to cart', {
          action: { label: 'View cart', onClick: () => void navigate({ to: '/cart' }) },
        });
      }
    } catch (error) {
      toast.error('Not added', { description: messageOf(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void run()}>
      <RotateCcw aria-hidden="true" className="size-4" />
      Buy again
    </Button>
  );
}
