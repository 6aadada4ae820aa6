export const CANCEL_REASONS = [
  'I ordered by mistake',
  'I found it elsewhere',
  'It arrives too late',
  'I want to change the order',
  'Another reason',
] as const;
