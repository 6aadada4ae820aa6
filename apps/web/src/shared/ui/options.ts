/** { Size: 'L', Colour: 'Blue' } → "L · Blue" */
export const optionsText = (options: Readonly<Record<string, string>>): string =>
  Object.values(options).join(' · ');
