import { describe, expect, it } from 'vitest';
import { decideReturn, dueAt, type ReturnCommand, type ReturnState, ruleFor } from './return.ts';

const NOW = new Date('2026-05-20T12:00:00Z');
const DAYS = { decide: 3, send: 14, receive: 10 };
const at = (day: string) => new Date(`${day}T12:00:00Z`);

const STATES: Readonly<Record<ReturnState['status'], ReturnState>> = {
  requested: { status: 'requested', decideBy: at('2026-05-23') },
  approved: { status: 'approved', by: 'seller', sendBy: at('2026-06-03') },
  refused: { status: 'refused', by: 'seller', reason: 'Worn' },
  shipped_back: {
    status: 'shipped_back',
    carrier: 'UPS',
    trackingNumber: '1Z',
    receiveBy: at('2026-05-30'),
  },
  received: { status: 'received', by: 'seller', condition: '', restock: true },
  refunded: { status: 'refunded', at: NOW },
  withdrawn: { status: 'withdrawn', by: 'buyer' },
};
const COMMANDS = {
  'the seller approves': { kind: 'approve', by: 'seller' },
  'staff approve': { kind: 'approve', by: 'staff' },
  'the seller refuses': { kind: 'refuse', by: 'seller', reason: 'Worn' },
  'staff refuse': { kind: 'refuse', by: 'staff', reason: 'Fraud' },
  'the buyer withdraws': { kind: 'withdraw', by: 'buyer' },
  'the buyer ships': { kind: 'ship', carrier: 'DHL', trackingNumber: '77' },
  'the seller receives': { kind: 'receive', by: 'seller', condition: 'As new', restock: true },
  'staff settle': { kind: 'settle', by: 'staff', reason: 'Lost in the post' },
  'the money arrives': { kind: 'note-refund' },
} as const satisfies Record<string, ReturnCommand>;

/** What comes of a command in each state: the status after it, `-` for nothing, `x` for a refusal. */
const TABLE: Readonly<Record<keyof typeof COMMANDS, Readonly<Record<ReturnState['status'], string>>>> = {
  'the seller approves': row('approved', '-', 'x', '-', '-', '-', 'x'),
  'staff approve': row('approved', '-', 'approved', '-', '-', '-', 'x'),
  'the seller refuses': row('refused', 'x', '-', 'x', 'x', 'x', 'x'),
  'staff refuse': row('refused', 'refused', '-', 'x', 'x', 'x', 'x'),
  'the buyer withdraws': row('withdrawn', 'withdrawn', 'x', 'x', 'x', 'x', '-'),
  'the buyer ships': row('x', 'shipped_back', 'x', 'x', 'x', 'x', 'x'),
  'the seller receives': row('x', 'received', 'x', 'received', '-', '-', 'x'),
  'staff settle': row('received', 'received', 'received', 'received', '-', '-', 'x'),
  'the money arrives': row('x', 'x', 'x', 'x', 'refunded', '-', 'x'),
};
function row(...[requested, approved, refused, shipped_back, received, refunded, withdrawn]: string[]) {
  return { requested, approved, refused, shipped_back, received, refunded, withdrawn } as Record<
    ReturnState['status'],
    string
  >;
}
const outcome = (command: ReturnCommand, state: ReturnState): string => {
  try {
    return decideReturn(command, state, NOW, DAYS)?.status ?? '-';
  } catch (error) {
    return (error as { code: string }).code === 'return.wrong-step' ? 'x' : String(error);
  }
};

describe('a return', () => {
  it.each(Object.entries(COMMANDS))('when %s', (name, command) => {
    const got = Object.fromEntries(
      Object.entries(STATES).map(([status, state]) => [status, outcome(command, state)]),
    );
    expect(got).toEqual(TABLE[name as keyof typeof COMMANDS]);
  });

  it('is sent once: the same shipment again changes nothing, another one is refused', () => {
    const same: ReturnCommand = { kind: 'ship', carrier: 'UPS', trackingNumber: '1Z' };
    expect(outcome(same, STATES.shipped_back)).toBe('-');
    expect(outcome({ ...same, trackingNumber: '2Z' }, STATES.shipped_back)).toBe('x');
  });

  it('gives everybody their days', () => {
    expect(decideReturn(COMMANDS['the seller approves'], STATES.requested, NOW, DAYS)).toEqual({
      status: 'approved',
      by: 'seller',
      sendBy: at('2026-06-03'),
    });
    expect(decideReturn(COMMANDS['the buyer ships'], STATES.approved, NOW, DAYS)).toEqual({
      status: 'shipped_back',
      carrier: 'DHL',
      trackingNumber: '77',
      receiveBy: at('2026-05-30'),
    });
  });
});

describe('the rule', () => {
  it.each([
    ['requested', 'approved'],
    ['approved', 'withdrawn'],
    ['shipped_back', 'received'],
  ] as const)('takes what was %s too long on to %s, and not a moment sooner', (status, next) => {
    const state = STATES[status];
    const due = dueAt(state);
    if (!due) throw new Error('nothing is due');
    expect(ruleFor(state, new Date(due.getTime() - 1))).toBe(null);
    const command = ruleFor(state, due);
    expect(command && decideReturn(command, state, due, DAYS)).toMatchObject({ status: next, by: 'rule' });
  });

  it.each(['refused', 'received', 'refunded', 'withdrawn'] as const)('leaves what is %s', (status) => {
    expect([dueAt(STATES[status]), ruleFor(STATES[status], at('2030-01-01'))]).toEqual([null, null]);
  });
});
