import { expect, logIn, picture, test } from './walk.ts';

const ROWS = [
  'id,title,category,price',
  'E1,Walnut Marble Run,Toys & Games > Marble Runs,39.90',
  'E2,Marble Bag,Toys & Games > Marble Runs,$4.00 - $9.00',
  'E3,Marble Without A Shelf,,4.00',
];

test('an administrator imports a file, sees what became of each row, and the product is on sale', async ({
  page,
}) => {
  await logIn(page, 'admin@haat.example', '/admin/import');
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'marbles.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS.join('\n')) });
  await page.getByLabel('Seller', { exact: true }).selectOption({ label: 'Little Comet' });
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('status').filter({ hasText: '3 rows: 1 listed, 2 rejected' })).toBeVisible();
  await expect(page.getByText(/is a range/)).toBeVisible();
  await expect(page.getByText('The row has no category.')).toBeVisible();
  await picture(page, 'admin-import');

  await page.goto('/search?q=walnut+marble');
  await expect(page.getByRole('article').filter({ hasText: 'Walnut Marble Run' })).toContainText('$39.90');
});
