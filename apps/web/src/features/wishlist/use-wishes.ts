import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useSession } from '@/shared/lib/session.ts';
import { useChangeWish } from './api/change-wish.ts';
import { wishedProductsQuery } from './api/wished-products.ts';
import { guestWishes, onGuestWishes, toggleGuestWish } from './guest-wishes.ts';

/** Whether a product is on the visitor's list, and how to change that: a guest's is kept in the browser. */
export function useWish(productId: string): { readonly wished: boolean; readonly toggle: () => void } {
  const isUser = useSession().status === 'user';
  const kept = useSyncExternalStore(onGuestWishes, guestWishes);
  const { data = [] } = useQuery({ ...wishedProductsQuery, enabled: isUser });
  const navigate = useNavigate();
  const change = useChangeWish({
    onDone: (done) => {
      if (done.wished) {
        toast.success('Saved to your wishlist', {
          action: { label: 'View wishlist', onClick: () => void navigate({ to: '/account/wishlist' }) },
        });
      } else {
        toast('Taken off your wishlist', {
          action: { label: 'Undo', onClick: () => change.mutate({ productId, wished: true }) },
        });
      }
    },
    onRefused: ({ wished: wanted }, error) => {
      toast.error(wanted ? 'Not saved' : 'Not taken off', { description: messageOf(error) });
    },
  });
  const wished = (isUser ? data : kept).includes(productId);

  const asGuest = () => {
    toggleGuestWish(productId);
    if (wished) return;
    toast.success('Saved in this browser', {
      description: 'Log in and it goes with you.',
      action: {
        label: 'Log in',
        onClick: () => void navigate({ to: '/login', search: { next: location.pathname + location.search } }),
      },
    });
  };
  const asUser = () => change.mutate({ productId, wished: !wished });
  return { wished, toggle: isUser ? asUser : asGuest };
}
