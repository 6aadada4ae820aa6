import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { toast } from 'sonner';
import { endActing, useSession } from '@/shared/lib/session.ts';

/** Above everything while a member of staff acts as a customer, so that nobody forgets who they are. */
export function ActingBanner() {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const acting = session.status === 'user' ? session.acting : undefined;
  const until = acting?.until;
  useEffect(() => {
    if (until === undefined) return;
    const timer = setTimeout(() => {
      endActing();
      queries.clear();
      toast('Your time as the customer is over.');
      void navigate({ to: '/admin/customers' });
    }, until - Date.now());
    return () => clearTimeout(timer);
  }, [until, navigate, queries]);
  if (!acting || session.status !== 'user') return null;
  return (
    <div
      role="status"
      className="sticky top-0 z-40 flex flex-wrap items-center justify-center gap-x-4 gap-y-1 bg-brick px-4 py-2 text-sm text-white"
    >
      <p>
        You act as <strong>{session.user.name}</strong> ({session.user.email}) until{' '}
        {new Date(acting.until).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}. You can look,
        and not buy.
      </p>
      <button
        type="button"
        className="min-h-9 rounded-sm border border-white/60 px-3 font-semibold hover:bg-white/15"
        onClick={() => {
          endActing();
          queries.clear();
          void navigate({ to: '/admin/customers' });
        }}
      >
        Stop acting
      </button>
    </div>
  );
}
