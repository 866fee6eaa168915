/** Rows that the grid asks for at once. */
export const BLOCK_ROWS = 200;
/** Blocks that the grid keeps: about 2,000 rows, whatever the size of the run. */
export const KEPT_BLOCKS = 10;
/** Most rows of one block that the engine gives. */
export const MOST_BLOCK_ROWS = 5000;
