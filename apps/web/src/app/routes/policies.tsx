import { useTitle } from '@/shared/lib/page.ts';

const POLICIES: readonly { id: string; title: string; paragraphs: readonly string[] }[] = [
  {
    id: 'shipping',
    title: 'Shipping',
    paragraphs: [
      'Each shop packs and sends its own items, so an order from three shops arrives as three parcels. The price and the latest day of arrival of each parcel are shown before you pay.',
      'Standard delivery is free for a parcel of $35 or more; below that it costs $4.99. Express costs $12.99 a parcel. We ship within the United States.',
      'As soon as a parcel is with its carrier, the order page shows the carrier and the tracking number.',
    ],
  },
  {
    id: 'returns',
    title: 'Returns and cancellation',
    paragraphs: [
      'You can cancel an order on its page until the first parcel is packed, and single items until theirs is. What they cost, with their tax, goes back the way it came; the shipping of a parcel does when nothing of it is left.',
      'Whatever you do not want to keep can go back within 30 days of its arrival. Choose the items and the reason on the order’s page: you see what you get back before you ask. The shop decides within three days; if it does not, the return is approved. If everything of a parcel goes back because it was broken or wrong, its shipping is refunded, too.',
      'Refunds leave us at once; banks take up to ten days to show them.',
    ],
  },
  {
    id: 'privacy',
    title: 'Privacy',
    paragraphs: [
      'We keep what an order needs: your e-mail address, the address for the parcel and what you bought. Each shop sees the address and its own items, never your e-mail address.',
      'Your card goes from your browser to the payment provider. It never reaches Haat.',
      'We set two cookies: one holds your cart, one keeps you logged in. Neither is used for advertising, and nobody else’s cookies are set.',
    ],
  },
  {
    id: 'terms',
    title: 'Terms',
    paragraphs: [
      'You buy from the shop that is named with the item; Haat takes the payment and looks after the order until it has arrived.',
      'A contract exists once the payment is confirmed. Items are held for you while you pay; if you do not pay in time, the order ends and nothing is charged.',
      'Prices include what is shown at checkout and nothing else.',
    ],
  },
  {
    id: 'selling',
    title: 'Open a stall',
    paragraphs: [
      'Anyone who runs a shop can sell on Haat. We list your products from one file, you pack and send, and the seller portal shows each day what is to be done.',
      'To begin, write to the market’s office with your shop’s name, your city and what you sell.',
    ],
  },
];

export function PoliciesPage() {
  useTitle('Policies');
  return (
    <div className="wrap-page grid gap-8 pt-10 lg:grid-cols-[13rem_minmax(0,42rem)]">
      <nav aria-label="Policies on this page" className="max-lg:hidden">
        <ul className="sticky top-36 grid gap-1">
          {POLICIES.map(({ id, title }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="flex min-h-9 items-center rounded-sm px-3 text-sm font-medium hover:bg-sunk"
              >
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-9">
        <h1 className="text-2xl">Policies</h1>
        {POLICIES.map(({ id, title, paragraphs }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`} className="grid gap-3">
            <h2 id={`${id}-title`} className="text-xl">
              {title}
            </h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph.slice(0, 40)}>{paragraph}</p>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
