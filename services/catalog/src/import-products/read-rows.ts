import { parse } from 'csv-parse';
import { ImportUnreadable } from '../domain/catalog.errors.ts';
import { amazonFormat } from './formats/amazon.ts';
import type { CsvRow, FormatOptions, ImportFormat } from './formats/format.ts';
import { nativeFormat } from './formats/native.ts';
import type { ImportRowDocument } from './import-documents.ts';

const FORMATS: readonly ImportFormat[] = [amazonFormat, nativeFormat];
const BATCH = 500;

/**
 * Reads a CSV and judges each row. Every row of the file comes out once, as a draft or a rejection.
 * @throws import.unreadable when the header is none that we know
 */
export async function* readRows(
  file: Buffer,
  jobId: string,
  options: FormatOptions,
): AsyncIterable<ImportRowDocument[]> {
  const parser = parse(file, {
    bom: true,
    info: true,
    // A wrong number of columns is one row's fault, not the file's.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1024 * 1024,
  }) as AsyncIterable<{ record: string[]; info: { lines: number } }>;

  let header: string[] | undefined;
  let format: ImportFormat | undefined;
  let line = 1;
  let batch: ImportRowDocument[] = [];
  try {
    for await (const { record, info } of parser) {
      if (!header) {
        header = record.map((name) => name.trim());
        format = FORMATS.find((candidate) => candidate.recognizes(header ?? []));
        if (!format) throw ImportUnreadable({ header: header.slice(0, 40) });
      } else if (format) {
        batch.push(judge(format, header, record, { jobId, line, options }));
        if (batch.length === BATCH) {
          yield batch;
          batch = [];
        }
      }
      // `lines` is where this record ended; the next one starts below.
      line = info.lines + 1;
    }
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'CsvError') {
      // The parser is ahead of what was read from it: only the error knows how far it came.
      const row = 'records' in error ? Number(error.records) + 1 : line;
      throw ImportUnreadable({ row }, `${csvFault(error, row)} Nothing of the file was imported.`);
    }
    throw error;
  }
  if (!header) throw ImportUnreadable();
  if (batch.length > 0) yield batch;
}

/** What broke the file, in words of who made it; the parser's own are for programmers. The header is row 1. */
function csvFault(error: Error, row: number): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `A quotation mark in row ${row} is never closed.`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `Row ${row} is too long; a quotation mark may be missing.`;
  return `The file cannot be read at row ${row}.`;
}

function judge(
  format: ImportFormat,
  header: readonly string[],
  record: readonly string[],
  { jobId, line, options }: { jobId: string; line: number; options: FormatOptions },
): ImportRowDocument {
  const row: CsvRow = Object.fromEntries(header.map((name, index) => [name, record[index] ?? '']));
  const outcome = format.read(row, options);
  const common = { _id: `${jobId}:${line}`, jobId, line, title: format.titleOf(row), productId: null };
  return 'draft' in outcome
    ? { ...common, status: 'pending', draft: outcome.draft, code: null, reason: null }
    : { ...common, status: 'rejected', draft: null, ...outcome.rejection };
}
