import { AddressList } from '@/features/addresses/components/address-list.tsx';
import { useTitle } from '@/shared/lib/page.ts';
import { AccountFrame } from '../layout/account-frame.tsx';

export function AddressesPage() {
  useTitle('Addresses');
  return (
    <AccountFrame title="Addresses" narrow>
      {(user) => <AddressList name={user.name} />}
    </AccountFrame>
  );
}
