import type { MailKind, MailPreference } from '@haat/contracts/http/notification.ts';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { ErrorState, Loading, Skeleton } from '@/shared/ui/states.tsx';
import { mailPreferencesQuery, useSetMailPreferences } from '../api/mail-preferences.ts';

const WORDS: Readonly<Record<MailKind, readonly [title: string, text: string]>> = {
  security: ['Security', 'Log-ins on new devices, changes of your password and address. Always sent.'],
  orders: ['Orders', 'What you bought, paid and cancelled. Always sent.'],
  deliveries: ['Deliveries', 'When a parcel leaves and when it arrives'],
  offers: ['Offers and news', 'Now and then, from Haat itself'],
};

export function MailPreferenceList() {
  const query = useQuery(mailPreferencesQuery);
  if (query.error && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) {
    return (
      <Loading what="your choices" className="grid gap-2">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-16" />
        ))}
      </Loading>
    );
  }
  return (
    <ul className="card divide-y divide-line">
      {query.data.items.map((preference) => (
        <li key={preference.kind}>
          <PreferenceRow preference={preference} />
        </li>
      ))}
    </ul>
  );
}

function PreferenceRow({ preference: { kind, mail, fixed } }: { readonly preference: MailPreference }) {
  const set = useSetMailPreferences();
  const id = useId();
  const [title, text] = WORDS[kind];
  // Shown at once; what the server made of it when that is here.
  const [asked, setAsked] = useState<boolean>();
  return (
    <div className="flex min-h-16 items-center gap-4 px-5 py-3.5">
      <label htmlFor={id} className="grid flex-1 gap-0.5">
        <span className="font-semibold">{title}</span>
        <span id={`${id}-text`} className="text-sm text-muted">
          {text}
        </span>
      </label>
      <input
        id={id}
        type="checkbox"
        aria-label={title}
        aria-describedby={`${id}-text`}
        className="size-5 shrink-0 disabled:opacity-60"
        checked={asked ?? mail}
        disabled={fixed}
        onChange={(event) => {
          setAsked(event.target.checked);
          set.mutate(
            { [kind]: event.target.checked },
            {
              onError: (error) => void toast.error('Nothing was changed', { description: messageOf(error) }),
              onSettled: () => setAsked(undefined),
            },
          );
        }}
      />
    </div>
  );
}
