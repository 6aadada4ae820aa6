import { type FormEvent, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, TextAreaField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';

const SHORTEST = 5;

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly tone: 'danger' | 'buy';
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** For what the audit log asks the reason of. */
export function ReasonDialog({
  title,
  text,
  action,
  tone,
  busy,
  error,
  onConfirm,
  onClose,
}: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort) onConfirm(reason.trim());
  };
  return (
    <Modal
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      description={text}
    >
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <FormProblem message={error ? messageOf(error) : undefined} />
        <TextAreaField
          label="Reason"
          rows={3}
          maxLength={500}
          hint="Kept in the audit log"
          value={reason}
          error={tried && isShort ? 'Say why, in a few words' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" tone={tone} busy={busy}>
          {action}
        </Button>
      </form>
    </Modal>
  );
}
