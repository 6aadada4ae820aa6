import type { ReturnMover, ReturnReason, ReturnStatus } from '@haat/contracts/http/return.ts';
import type { OrderId, SellerId, SellerOrderId } from '@haat/contracts/ids.ts';
import type { LineTake } from './allocation.ts';
import { WrongReturnStep } from './return.errors.ts';

export type ReturnState =
  | { readonly status: 'requested'; readonly decideBy: Date }
  | { readonly status: 'approved'; readonly by: ReturnMover; readonly sendBy: Date }
  | { readonly status: 'refused'; readonly by: ReturnMover; readonly reason: string }
  | {
      readonly status: 'shipped_back';
      readonly carrier: string;
      readonly trackingNumber: string;
      readonly receiveBy: Date;
    }
  | {
      readonly status: 'received';
      readonly by: ReturnMover;
      readonly condition: string;
      readonly restock: boolean;
    }
  | { readonly status: 'refunded'; readonly at: Date }
  | { readonly status: 'withdrawn'; readonly by: ReturnMover };

export interface Return {
  readonly id: string;
  readonly number: string;
  readonly orderId: OrderId;
  readonly part: SellerOrderId;
  readonly sellerId: SellerId;
  readonly reason: ReturnReason;
  readonly comment: string;
  readonly takes: readonly LineTake[];
  readonly state: ReturnState;
  readonly requestedAt: Date;
}

/** Days that everybody has for their step. */
export interface ReturnDays {
  readonly decide: number;
  readonly send: number;
  readonly receive: number;
}

export type ReturnCommand =
  | { readonly kind: 'approve'; readonly by: 'seller' | 'staff' | 'rule' }
  | { readonly kind: 'refuse'; readonly by: 'seller' | 'staff'; readonly reason: string }
  | { readonly kind: 'withdraw'; readonly by: 'buyer' | 'rule' }
  | { readonly kind: 'ship'; readonly carrier: string; readonly trackingNumber: string }
  | {
      readonly kind: 'receive';
      readonly by: 'seller' | 'rule';
      readonly condition: string;
      readonly restock: boolean;
    }
  /** Staff give the money back, whatever has become of the goods. */
  | { readonly kind: 'settle'; readonly by: 'staff'; readonly reason: string }
  | { readonly kind: 'note-refund' };

const DAY_MS = 24 * 3600 * 1000;
export const afterDays = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

/** From which states a command moves a return on. Staff may take up again what was refused. */
const FROM: Readonly<Record<ReturnCommand['kind'], (by: ReturnMover) => readonly ReturnStatus[]>> = {
  approve: (by) => (by === 'staff' ? ['requested', 'refused'] : ['requested']),
  refuse: (by) => (by === 'staff' ? ['requested', 'approved'] : ['requested']),
  withdraw: (by) => (by === 'rule' ? ['approved'] : ['requested', 'approved']),
  ship: () => ['approved'],
  receive: (by) => (by === 'rule' ? ['shipped_back'] : ['approved', 'shipped_back']),
  settle: () => ['requested', 'approved', 'refused', 'shipped_back'],
  'note-refund': () => ['received'],
};

/** States in which what a command wants has come true already: it came twice, or late. */
const DONE: Readonly<Record<ReturnCommand['kind'], readonly ReturnStatus[]>> = {
  approve: ['approved', 'shipped_back', 'received', 'refunded'],
  refuse: ['refused'],
  withdraw: ['withdrawn'],
  ship: [],
  receive: ['received', 'refunded'],
  settle: ['received', 'refunded'],
  'note-refund': ['refunded'],
};

/**
 * Where a command takes a return.
 * @returns null where it changes nothing, for it was done before
 * @throws return.wrong-step
 */
export function decideReturn(
  command: ReturnCommand,
  state: ReturnState,
  now: Date,
  days: ReturnDays,
): ReturnState | null {
  if (DONE[command.kind].includes(state.status) || isSameShipment(command, state)) return null;
  const by = 'by' in command ? command.by : 'buyer';
  if (!FROM[command.kind](by).includes(state.status)) throw WrongReturnStep({ status: state.status });
  switch (command.kind) {
    case 'approve':
      return { status: 'approved', by: command.by, sendBy: afterDays(now, days.send) };
    case 'refuse':
      return { status: 'refused', by: command.by, reason: command.reason };
    case 'withdraw':
      return { status: 'withdrawn', by: command.by };
    case 'ship':
      return {
        status: 'shipped_back',
        carrier: command.carrier,
        trackingNumber: command.trackingNumber,
        receiveBy: afterDays(now, days.receive),
      };
    case 'receive':
      return {
        status: 'received',
        by: command.by,
        condition: command.condition,
        restock: command.restock,
      };
    case 'settle':
      return { status: 'received', by: 'staff', condition: command.reason, restock: false };
    case 'note-refund':
      return { status: 'refunded', at: now };
  }
}

const isSameShipment = (command: ReturnCommand, state: ReturnState): boolean =>
  command.kind === 'ship' &&
  state.status === 'shipped_back' &&
  command.carrier === state.carrier &&
  command.trackingNumber === state.trackingNumber;

/** Whether its units can be in no other return. */
export const holdsUnits = ({ status }: ReturnState): boolean =>
  status !== 'refused' && status !== 'withdrawn';

/** Whether its money is back or on its way. */
export const isSettled = ({ status }: ReturnState): boolean => status === 'received' || status === 'refunded';

/** Until when something is to happen; null where nothing is. */
export function dueAt(state: ReturnState): Date | null {
  switch (state.status) {
    case 'requested':
      return state.decideBy;
    case 'approved':
      return state.sendBy;
    case 'shipped_back':
      return state.receiveBy;
    default:
      return null;
  }
}

/** What the rule does when the time is up: nobody is kept waiting by somebody who does not answer. */
export function ruleFor(state: ReturnState, now: Date): ReturnCommand | null {
  const due = dueAt(state);
  if (due === null || due > now) return null;
  switch (state.status) {
    case 'requested':
      return { kind: 'approve', by: 'rule' };
    case 'approved':
      return { kind: 'withdraw', by: 'rule' };
    case 'shipped_back':
      return { kind: 'receive', by: 'rule', condition: '', restock: false };
    default:
      return null;
  }
}

/** Whose doing a state is. */
export function movedBy(state: ReturnState): ReturnMover {
  if ('by' in state) return state.by;
  return state.status === 'refunded' ? 'rule' : 'buyer';
}

/** What whoever decided had to say. */
export function noteOf(state: ReturnState): string | null {
  if (state.status === 'refused') return state.reason;
  return state.status === 'received' && state.condition !== '' ? state.condition : null;
}

const SELLERS_FAULT: ReadonlySet<ReturnReason> = new Set([
  'damaged',
  'defective',
  'wrong_item',
  'not_as_described',
]);
export const isSellersFault = (reason: ReturnReason): boolean => SELLERS_FAULT.has(reason);
