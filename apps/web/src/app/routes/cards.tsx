import { CardList } from '@/features/payment/components/card-list.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function CardsPage() {
  useTitle('Cards');
  return (
    <AccountFrame title="Cards" narrow>
      {() => <CardList />}
    </AccountFrame>
  );
}
