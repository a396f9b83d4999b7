/** Long proofs run whole in a drill and take a sample of fixed places in a run of the tests. */

/** Whether this is a drill: `npm run drill -- crash-matrix`. */
export const isDrill = process.env['NORNOS_DRILL'] === '1'
