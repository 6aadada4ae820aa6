import type { User } from '@haat/contracts/http/auth.ts';
import type { ComponentType } from 'react';
import { HistoryCard } from '@/features/account/components/history-card.tsx';
import { PasswordCard } from '@/features/account/components/password-card.tsx';
import { RemovalNote } from '@/features/account/components/removal-note.tsx';
import { SessionsCard } from '@/features/account/components/sessions-card.tsx';
import { WaysInCards } from '@/features/account/components/ways-in-cards.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

/** What guards the account, a card each, in the order in which they are looked at. */
const CARDS: readonly ComponentType<{ readonly user: User }>[] = [
  RemovalNote,
  PasswordCard,
  WaysInCards,
  SessionsCard,
  HistoryCard,
];

export function SecurityPage() {
  useTitle('Security');
  return (
    <AccountFrame title="Security" narrow>
      {(user) => CARDS.map((Card) => <Card key={Card.name} user={user} />)}
    </AccountFrame>
  );
}
