// node scripts/generate-docs.ts [--check]: writes the reference pages that are made from the code; with --check it
// writes nothing and fails where a page is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentExample } from './generate-env-example.ts';
import { errorList } from './generate-error-list.ts';
import { eventCatalogue } from './generate-event-catalogue.ts';
import { openApiDocument } from './generate-openapi.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/reference/events.md': eventCatalogue,
  'docs/reference/errors.md': () => errorList(ROOT),
  'docs/reference/openapi.json': openApiDocument,
  '.env.example': environmentExample,
};

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, make] of Object.entries(PAGES)) {
  const file = join(ROOT, path);
  const wanted = await make();
  if (wanted === (await readFile(file, 'utf8').catch(() => ''))) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, wanted);
}
if (stale.length > 0) console.log(`${check ? 'Out of date' : 'Written'}: ${stale.join(', ')}`);
if (check && stale.length > 0) {
  console.error('Run "node scripts/generate-docs.ts".');
  process.exitCode = 1;
}
