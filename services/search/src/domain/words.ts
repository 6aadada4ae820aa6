/** Words worth correcting a query to: letters only, three or more, no accents. */
export const titleWords = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .match(/[a-z]{3,30}/g) ?? [],
  ),
];
