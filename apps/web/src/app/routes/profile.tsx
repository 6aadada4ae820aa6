import { EmailCard } from '@/features/account/components/email-card.tsx';
import { NameCard } from '@/features/account/components/name-card.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function ProfilePage() {
  useTitle('Profile');
  return (
    <AccountFrame title="Profile" narrow>
      {(user) => (
        <>
          <NameCard key={user.id} user={user} />
          <EmailCard user={user} />
        </>
      )}
    </AccountFrame>
  );
}
