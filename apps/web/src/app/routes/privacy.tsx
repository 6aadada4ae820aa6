import { useNavigate } from '@tanstack/react-router';
import { toast } from 'sonner';
import { DataCard } from '@/features/privacy/components/data-card.tsx';
import { EraseCard } from '@/features/privacy/components/erase-card.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function PrivacyPage() {
  useTitle('Privacy');
  const navigate = useNavigate();
  return (
    <AccountFrame title="Privacy" narrow>
      {() => (
        <>
          <DataCard />
          <EraseCard
            onErased={() => {
              toast('Your account is deleted. Thank you for having been here.');
              void navigate({ to: '/' });
            }}
          />
        </>
      )}
    </AccountFrame>
  );
}
