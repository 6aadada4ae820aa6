import { MailPreferenceList } from '@/features/notifications/components/mail-preferences.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function MailPreferencesPage() {
  useTitle('Mails');
  return (
    <AccountFrame title="Mails" narrow>
      {(user) => (
        <>
          <p className="text-muted">
            What we write to <span className="font-semibold break-all text-text">{user.email}</span>. In
            Notifications you find all of it, whatever you choose here.
          </p>
          <MailPreferenceList />
        </>
      )}
    </AccountFrame>
  );
}
