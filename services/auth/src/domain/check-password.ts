/** Whether a password is hard enough to guess: length, known passwords, and what the person is called. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

export type PasswordFault = 'too-short' | 'too-long' | 'too-easy'

const charactersMin = 12
const charactersMax = 256
/** Of 4: "safely unguessable" online, also by someone who knows the person. */
const scoreMin = 3

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** What has to be left of a password without the person's own words. */
const charactersOfItsOwnMin = 8

/** Null when it is good. `about` holds name and address: a password made of them is easy. */
export function checkPassword(password: string, about: readonly string[]): PasswordFault | null {
  const { length } = [...password]
  if (length < charactersMin) return 'too-short'
  if (length > charactersMax) return 'too-long'
  const words = about
    .flatMap((text) => [text, ...text.split(/[\s@.]+/)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
  const ownRest = words.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase())
  if (ownRest.length < charactersOfItsOwnMin) return 'too-easy'
  return estimator.check(password, words).score < scoreMin ? 'too-easy' : null
}
