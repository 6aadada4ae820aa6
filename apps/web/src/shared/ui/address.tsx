import type { Address } from '@haat/contracts/http/order.ts';

export function AddressLines({ address }: { readonly address: Address }) {
  return (
    <address className="text-sm leading-relaxed not-italic">
      {address.name}
      <br />
      {address.line1}
      {address.line2 ? (
        <>
          <br />
          {address.line2}
        </>
      ) : null}
      <br />
      {address.city}, {address.region} {address.postalCode}
      {address.phone ? (
        <>
          <br />
          {address.phone}
        </>
      ) : null}
    </address>
  );
}
