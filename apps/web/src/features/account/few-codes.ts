/** So few recovery codes left that it is time for new ones. */
export const FEW_CODES = 3;
