/** Sharing ended while a run was under way. */
export class AccessEnded extends Error {
  override readonly name = 'AccessEnded'
}
