/** How much one sender may put into one inbox in a day, and how much may wait there in all. */

export const itemsPerDay = 20
export const bytesPerDay = 50 * 1024 * 1024
/** From all senders together: an inbox that nobody empties does not grow without end. */
export const waitingItemsMax = 1_000
