import type { ComponentProps } from 'react';
import { WordsDialog } from '@/shared/ui/words-dialog.tsx';

type ReasonDialogProps = Omit<
  ComponentProps<typeof WordsDialog>,
  'label' | 'hint' | 'missing' | 'shortest' | 'children'
>;

/** For what the audit log asks the reason of. */
export const ReasonDialog = (props: ReasonDialogProps) => (
  <WordsDialog
    label="Reason"
    hint="Kept in the audit log"
    missing="Say why, in a few words"
    shortest={5}
    {...props}
  />
);
