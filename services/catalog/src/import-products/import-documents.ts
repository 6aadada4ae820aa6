import type { ImportRow } from '@haat/contracts/http/import.ts';
import type { ProductDraft } from '../domain/product-draft.ts';

export interface ImportJobDocument {
  /** Hash of the file and its options: the same upload is the same job. */
  readonly _id: string;
  readonly fileName: string;
  readonly sellerId: string;
  readonly sellerSlug: string;
  readonly sellerName: string;
  /** receiving: its rows are being stored; a crash then leaves them to the next upload of the file. */
  readonly status: 'receiving' | 'processing' | 'completed';
  readonly startedAt: Date;
  readonly completedAt: Date | null;
}

export interface ImportRowDocument {
  /** `<job>:<line>`: a row is stored once, however often its file is sent. */
  readonly _id: string;
  readonly jobId: string;
  readonly line: number;
  readonly status: ImportRow['status'];
  readonly title: string;
  readonly draft: ProductDraft | null;
  readonly productId: string | null;
  readonly code: string | null;
  readonly reason: string | null;
}
