/** How much one sender may put into one inbox in a day, and how much may wait there in all. */

export interface SenderLimits {
  readonly itemsPerDay: number
  readonly bytesPerDay: number
}

const ofPeople: SenderLimits = { itemsPerDay: 20, bytesPerDay: 50 * 1024 * 1024 }
/** What a service of ours fetches or takes because the patient asked for it: a back-fill is many pages in an hour. */
const ofServices: SenderLimits = { itemsPerDay: 1_000, bytesPerDay: 1024 * 1024 * 1024 }

/** Whether relay itself brings it, for the patient: such names are given to nobody else. */
export function isService(senderId: string): boolean {
  return senderId.startsWith('service:')
}

export function limitsOf(senderId: string): SenderLimits {
  return isService(senderId) ? ofServices : ofPeople
}

/** From all senders together: an inbox that nobody empties does not grow without end. */
export const waitingItemsMax = 1_000
