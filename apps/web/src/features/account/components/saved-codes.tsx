import { Copy, Download, Printer } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/shared/ui/button.tsx';
import { Note } from '@/shared/ui/states.tsx';

/** New recovery codes, this once, with three ways to keep them. */
export function SavedCodes({
  codes,
  onDone,
}: {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}) {
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => void toast('Copied.'),
      () => void toast.error('The browser does not let us copy. Select the codes by hand.'),
    );
  return (
    <div className="grid gap-4 border-t border-line pt-5">
      <Note tone="warn">
        Save these recovery codes now: they are shown this once. Each opens your account one time when you do
        not have your phone. Keep them where nobody else looks.
      </Note>
      <div data-print="" className="rounded-md border border-line bg-sunk p-4">
        <p className="hidden font-semibold print:block">Recovery codes for your Haat account</p>
        <ol
          aria-label="Recovery codes"
          className="figures grid sm:grid-cols-2 gap-x-6 gap-y-1.5 font-mono text-base"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button size="sm" onClick={() => void copy()}>
          <Copy aria-hidden="true" className="size-4" />
          Copy
        </Button>
        <Button size="sm" onClick={() => download(codes)}>
          <Download aria-hidden="true" className="size-4" />
          Download
        </Button>
        <Button size="sm" onClick={() => print()}>
          <Printer aria-hidden="true" className="size-4" />
          Print
        </Button>
        <Button size="sm" tone="primary" className="sm:ml-auto" onClick={onDone}>
          I have saved them
        </Button>
      </div>
    </div>
  );
}

function download(codes: readonly string[]): void {
  const text = `Recovery codes for your Haat account (${location.host}). Each works once.\n\n${codes.join('\n')}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'haat-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}
