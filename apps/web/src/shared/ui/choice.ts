/** A radio button with its label, as a box that is pressed anywhere. */
export const choiceStyle =
  'flex items-start gap-3 rounded-md border border-line-strong/60 p-4 has-checked:border-indigo has-checked:bg-indigo-wash has-checked:shadow-[inset_0_0_0_1px_var(--indigo)] has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-indigo';
