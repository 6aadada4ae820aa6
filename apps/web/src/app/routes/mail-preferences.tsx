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
            What we write to <span className="font-semibold wrap-anywhere text-text">{user.email}</span>. News
            of your orders are under Notifications, too, whatever you choose here.
          </p>
          <MailPreferenceList />
        </>
      )}
    </AccountFrame>
  );
}
