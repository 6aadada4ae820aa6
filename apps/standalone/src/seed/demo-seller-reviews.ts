import type { Store } from '@haat/contracts/http/seller.ts';
import { v7 as uuidv7 } from 'uuid';
import { AUTHORS } from './demo-reviews.ts';
import { createRandom } from './random.ts';

interface DemoSellerReview {
  readonly id: string;
  readonly stars: number;
  readonly body: string;
  readonly authorName: string;
  readonly createdAt: string;
  readonly reply: string | null;
}

interface Said {
  readonly stars: number;
  readonly body: string;
  readonly reply?: string;
}

const SAID: readonly Said[] = [
  { stars: 5, body: 'Sent the same afternoon, and packed as if it had to survive a fall from the truck.' },
  { stars: 5, body: 'Second order here, second time a day early. The note in the parcel was a nice touch.' },
  { stars: 5, body: 'Asked which size to take and had an answer within the hour. It was the right one.' },
  { stars: 5, body: 'No plastic at all, everything in paper. This is how it should be.' },
  { stars: 4, body: 'Came on the day that was promised. The box was far too large for what was in it.' },
  { stars: 4, body: 'Friendly and quick. The tracking number took a day to work.' },
  {
    stars: 3,
    body: 'One of three things was missing. It came two days later, without a question.',
    reply: 'Sorry again. We now count every parcel twice before we close it.',
  },
  {
    stars: 2,
    body: 'Left four days after it should have, and nobody said why.',
    reply: 'You are right: our courier was ill, and we should have told you. Your shipping is refunded.',
  },
];

const DAY_MS = 86_400_000;

/** A handful for each shop, mostly kind; the same again for the same store. */
export function demoSellerReviews(store: Store): DemoSellerReview[] {
  const random = createRandom([...store.slug].reduce((sum, each) => sum + (each.codePointAt(0) ?? 0), 0));
  const opened = Date.parse(store.joinedAt);
  return SAID.filter(() => random.next() < 0.7).map(({ stars, body, reply = null }) => {
    const createdAt = opened - DAY_MS - random.integer(150 * DAY_MS);
    return {
      // The order of ids is that of time.
      id: uuidv7({ msecs: createdAt, random: Uint8Array.from({ length: 16 }, () => random.integer(256)) }),
      stars,
      body,
      authorName: random.pick(AUTHORS),
      createdAt: new Date(createdAt).toISOString(),
      reply,
    };
  });
}
