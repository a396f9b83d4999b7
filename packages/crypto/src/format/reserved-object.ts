/** Object ids that every vault uses for the same thing. All others are random or derived and never collide. */

/** The keyring: version 1 at creation, one more with every change. */
export const keyringObjectId = '00000000-0000-0000-0000-000000000001'
