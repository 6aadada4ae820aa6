import type { Shop } from '@haat/contracts/http/seller.ts';
import type { ShopReportReason } from '@haat/contracts/http/shop-report.ts';
import { useNavigate } from '@tanstack/react-router';
import { Flag } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { useSession } from '@/shared/lib/session.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField, TextAreaField } from '@/shared/ui/field.tsx';
import { Modal } from '@/shared/ui/sheet.tsx';
import { useReportShop } from '../api/report-shop.ts';
import { REPORT_REASONS } from '../reasons.ts';

export function ReportShop({ shop }: { readonly shop: Shop }) {
  const session = useSession();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        tone="ghost"
        size="sm"
        className="-mx-3.5 w-fit text-muted!"
        onClick={() => {
          if (session.status === 'user') setOpen(true);
          else void navigate({ to: '/login', search: { next: location.pathname } });
        }}
      >
        <Flag aria-hidden="true" className="size-4" />
        Report this shop
      </Button>
      {open ? <ReportDialog shop={shop} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface Words {
  readonly reason: ShopReportReason | '';
  readonly text: string;
}

function ReportDialog({ shop, onClose }: { readonly shop: Shop; readonly onClose: () => void }) {
  const report = useReportShop(shop.slug);
  const { register, handleSubmit, formState } = useForm<Words>({ defaultValues: { reason: '', text: '' } });
  const { errors } = formState;
  const submit = handleSubmit(({ reason, text }) => {
    if (reason === '') return;
    report.mutate(
      { reason, text: text.trim() },
      {
        onSuccess: () => {
          onClose();
          toast.success('Thank you. We will look at it.');
        },
      },
    );
  });
  return (
    <Modal
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={`Report ${shop.name}`}
      description="Only the people who run Haat read it. The shop does not learn who you are."
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
        <FormProblem message={report.error ? messageOf(report.error) : undefined} />
        <SelectField
          label="What is wrong?"
          error={errors.reason?.message}
          {...register('reason', { validate: (reason) => reason !== '' || 'Choose what fits best.' })}
        >
          <option value="">Choose</option>
          {REPORT_REASONS.map(([reason, words]) => (
            <option key={reason} value={reason}>
              {words}
            </option>
          ))}
        </SelectField>
        <TextAreaField
          label="What happened?"
          rows={5}
          maxLength={2_000}
          error={errors.text?.message}
          hint="Name the items and what you saw."
          {...register('text', { validate: (text) => text.trim() !== '' || 'Say what happened.' })}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" tone="primary" busy={report.isPending}>
            Send report
          </Button>
        </div>
      </form>
    </Modal>
  );
}
