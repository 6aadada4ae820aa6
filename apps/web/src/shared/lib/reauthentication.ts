import type { ReauthenticationMethods } from '@haat/contracts/http/factors.ts';
import { useSyncExternalStore } from 'react';

/** Somebody has to prove again who they are before an act of theirs goes on. */
export interface ProofRequest {
  readonly methods: ReauthenticationMethods;
  /** @param proven false: they would rather not */
  readonly answer: (proven: boolean) => void;
}

let open: ProofRequest | undefined;
let running: Promise<boolean> | undefined;
const listeners = new Set<() => void>();

function setOpen(next: ProofRequest | undefined): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Opens the dialog that the app has mounted; several acts at once wait for the same proof. */
export function requestProof(methods: ReauthenticationMethods): Promise<boolean> {
  running ??= new Promise<boolean>((resolve) => {
    setOpen({
      methods,
      answer: (proven) => {
        setOpen(undefined);
        resolve(proven);
      },
    });
  }).finally(() => {
    running = undefined;
  });
  return running;
}

export function useProofRequest(): ProofRequest | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
