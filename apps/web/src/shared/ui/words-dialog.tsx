import { type FormEvent, type ReactNode, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from './button.tsx';
import { FormProblem, TextAreaField } from './field.tsx';
import { Modal } from './sheet.tsx';

interface WordsDialogProps {
  /** Left out where the dialog goes when it is closed; where it stays, so does what was typed. */
  readonly open?: boolean;
  readonly title: string;
  readonly text?: string;
  readonly label: string;
  readonly hint?: string;
  /** What is said to who sends fewer than `shortest` characters. */
  readonly missing: string;
  readonly shortest?: number;
  readonly longest?: number;
  readonly before?: string;
  readonly action: string;
  readonly tone: 'danger' | 'primary' | 'buy';
  readonly busy: boolean;
  readonly error: Error | null;
  /** In place of the button that does nothing. */
  readonly otherwise?: ReactNode;
  /** What the words are about. */
  readonly children?: ReactNode;
  readonly onSubmit: (words: string) => void;
  readonly onClose: () => void;
}

/** For what cannot be done without a few words: a reason, a note, an answer. */
export function WordsDialog({
  open = true,
  title,
  text,
  label,
  hint,
  missing,
  shortest = 1,
  longest = 500,
  before = '',
  action,
  tone,
  busy,
  error,
  otherwise,
  children,
  onSubmit,
  onClose,
}: WordsDialogProps) {
  const [typed, setTyped] = useState(before);
  const [tried, setTried] = useState(false);
  const words = typed.trim();
  const isShort = words.length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort) onSubmit(words);
  };
  return (
    <Modal
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={title}
      {...(text ? { description: text } : {})}
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={error ? messageOf(error) : undefined} />
        {children}
        <TextAreaField
          label={label}
          rows={3}
          maxLength={longest}
          hint={hint}
          value={typed}
          error={tried && isShort ? missing : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          {otherwise ?? <Button onClick={onClose}>Not now</Button>}
          <Button type="submit" tone={tone} busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
