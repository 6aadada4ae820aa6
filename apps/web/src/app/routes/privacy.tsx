import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from 'sonner';
import { waysInQuery } from '@/features/account/api/list-ways-in.ts';
import { DataCard } from '@/features/privacy/components/data-card.tsx';
import { EraseCard } from '@/features/privacy/components/erase-card.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function PrivacyPage() {
  useTitle('Privacy');
  const navigate = useNavigate();
  const ways = useQuery(waysInQuery);
  return (
    <AccountFrame title="Privacy" narrow>
      {() => (
        <>
          <DataCard />
          <EraseCard
            hasPassword={ways.data?.hasPassword ?? true}
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
