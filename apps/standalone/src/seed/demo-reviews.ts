import { v7 as uuidv7 } from 'uuid';
import { createRandom } from './random.ts';

export interface DemoReview {
  readonly id: string;
  readonly productId: string;
  readonly stars: number;
  readonly title: string;
  readonly body: string;
  readonly authorName: string;
  readonly createdAt: string;
}

export const AUTHORS = [
  'Amira',
  'Ben T.',
  'Carla',
  'D. Novak',
  'Elif',
  'Farid',
  'Greta S.',
  'Hugo',
  'Imani',
  'Jonas',
  'Keiko',
  'L. Duarte',
  'Mateo',
  'Nadia',
  'Olu',
  'Petra',
  'Quinn',
  'Rosa M.',
  'Sven',
  'Tala',
  'Uma',
  'Viktor',
  'Wanda',
  'Yusuf',
];

const TEXTS: Readonly<Record<number, readonly (readonly [string, string])[]>> = {
  5: [
    [
      'Exactly as described',
      'Arrived a day early, well packed, and it does what it says. I would buy it again.',
    ],
    [
      'Better than I hoped',
      'I had an expensive one before. This one is quieter, lighter and simply better made.',
    ],
    ['A present that was kept', 'Gave it to my sister, who is hard to please. She uses it every day.'],
    [
      'Worth every cent',
      'Three months of daily use and it looks like new. The seller answered a question within the hour.',
    ],
    ['Well thought out', 'Small things show that somebody used it before selling it. No complaints at all.'],
  ],
  4: [
    ['Very good', 'Solid and handsome. One star less because the instructions were only in small print.'],
    ['Good for the price', 'It is not the top model and does not pretend to be. For what I paid, very good.'],
    ['Nearly perfect', 'I would have liked one more size, but this one fits after all.'],
    ['Happy with it', 'Delivery took as long as promised. The colour is a shade darker than in the picture.'],
  ],
  3: [
    ['It is fine', 'Does the job. I expected a little more for the money.'],
    ['Mixed', 'Good material, but mine had a scratch. The seller sent a new part without asking.'],
  ],
  2: [['Not for me', 'Works, but feels lighter than it looks. Sent it back; the refund came in three days.']],
  1: [['Broke early', 'Stopped working after two weeks. The refund was quick, the disappointment stays.']],
};

const DAY_MS = 86_400_000;

/** Between none and a dozen reviews a product, most of them kind. */
export function demoReviews(productIds: readonly string[], now: Date): DemoReview[] {
  const random = createRandom(417);
  return productIds.flatMap((productId) => {
    const count = random.next() < 0.15 ? 0 : 1 + random.integer(random.next() < 0.3 ? 16 : 6);
    const kindness = 0.45 + random.next() * 0.4;
    const said = new Set<string>();
    return Array.from({ length: count }, (): DemoReview | undefined => {
      const roll = random.next();
      const stars = roll < kindness ? 5 : roll < kindness + 0.25 ? 4 : roll < 0.93 ? 3 : roll < 0.97 ? 2 : 1;
      const [title, body] = random.pick(TEXTS[stars] ?? []);
      // Nobody says the same of one product twice.
      if (said.has(title)) return undefined;
      said.add(title);
      const createdAt = now.getTime() - DAY_MS - random.integer(200 * DAY_MS);
      return {
        // The order of ids is that of time.
        id: uuidv7({ msecs: createdAt, random: Uint8Array.from({ length: 16 }, () => random.integer(256)) }),
        productId,
        stars,
        title,
        body,
        authorName: random.pick(AUTHORS),
        createdAt: new Date(createdAt).toISOString(),
      };
    }).filter((review) => review !== undefined);
  });
}
