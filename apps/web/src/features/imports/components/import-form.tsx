import type { ImportJob } from '@haat/contracts/http/import.ts';
import type { Store } from '@haat/contracts/http/seller.ts';
import { clsx } from 'clsx';
import { FileUp } from 'lucide-react';
import { type DragEvent, type FormEvent, useState } from 'react';
import { messageOf } from '@/shared/lib/api-problem.ts';
import { Button } from '@/shared/ui/button.tsx';
import { FormProblem, SelectField, TextField } from '@/shared/ui/field.tsx';
import { useStartImport } from '../api/start-import.ts';

interface ImportFormProps {
  readonly stores: readonly Store[];
  readonly onStarted: (job: ImportJob) => void;
}

export function ImportForm({ stores, onStarted }: ImportFormProps) {
  const [file, setFile] = useState<File>();
  const [seller, setSeller] = useState('');
  const [stock, setStock] = useState('25');
  const [category, setCategory] = useState('');
  const [over, setOver] = useState(false);
  const [tried, setTried] = useState(false);
  const start = useStartImport();
  // A market with one shop leaves nothing to choose.
  const chosen = seller || (stores.length === 1 ? (stores[0]?.slug ?? '') : '');
  const errors = {
    file: file ? undefined : 'Choose a file',
    seller: chosen ? undefined : 'Choose whose products these are',
    stock: /^\d{1,6}$/.test(stock) ? undefined : 'Enter a whole number',
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!file || errors.seller || errors.stock) return;
    const defaultCategory = category.trim();
    start.mutate(
      {
        file,
        seller: chosen,
        defaultStock: Number(stock),
        ...(defaultCategory ? { defaultCategory } : {}),
      },
      { onSuccess: onStarted },
    );
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) setFile(dropped);
  };
  return (
    <form noValidate className="card grid gap-4 p-5" onSubmit={submit}>
      <FormProblem message={start.error ? messageOf(start.error) : undefined} />
      <div className="grid gap-1.5">
        <label htmlFor="import-file" className="text-sm font-semibold">
          CSV file
        </label>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the field inside takes keys */}
        <div
          className={clsx(
            'relative grid min-h-32 place-items-center gap-2 rounded-md border-2 border-dashed p-4 text-center has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-indigo',
            over ? 'border-indigo bg-indigo-wash' : 'border-line-strong/60 bg-sunk/60',
          )}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <FileUp aria-hidden="true" className="size-6 text-muted" />
          <p className="text-sm">
            {file ? (
              <>
                <strong>{file.name}</strong>
                <br />
                <span className="figures text-muted">
                  {Math.ceil(file.size / 1024).toLocaleString('en-US')} KB
                </span>
              </>
            ) : (
              <>
                Drop a file here, or <span className="font-semibold text-indigo">choose one</span>
              </>
            )}
          </p>
          <input
            id="import-file"
            type="file"
            accept=".csv,text/csv"
            className="absolute inset-0 cursor-pointer opacity-0"
            aria-invalid={tried && errors.file ? true : undefined}
            aria-describedby="import-file-note"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
        {tried && errors.file ? (
          <p id="import-file-note" className="text-sm text-brick">
            {errors.file}
          </p>
        ) : (
          <p id="import-file-note" className="text-sm text-muted">
            Its first line names the columns, at least <code>id</code>, <code>title</code>,{' '}
            <code>category</code> and <code>price</code>.
          </p>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)]">
        <SelectField
          label="Seller"
          value={chosen}
          error={tried ? errors.seller : undefined}
          onChange={(event) => setSeller(event.target.value)}
        >
          <option value="">Choose</option>
          {stores.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Default stock"
          inputMode="numeric"
          value={stock}
          error={tried ? errors.stock : undefined}
          onChange={(event) => setStock(event.target.value)}
        />
        <TextField
          label="Default category (optional)"
          maxLength={200}
          value={category}
          onChange={(event) => setCategory(event.target.value)}
        />
      </div>
      <Button type="submit" tone="buy" className="w-fit" busy={start.isPending}>
        Import
      </Button>
    </form>
  );
}
