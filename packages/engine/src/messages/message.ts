/**
 * Text stays out of the engine: it names a message and gives the parameters; the apps' catalogue has the words.
 * Read next: messages.ts.
 */
import { assert } from '@nornos/std'
import * as z from 'zod/mini'
import { type MessageKey, messageKeys, parametersOf } from './messages.ts'

export const Message = z.strictObject({
  key: z.enum(messageKeys),
  parameters: z.record(
    z.string().check(z.maxLength(20)),
    z.union([z.number(), z.string().check(z.maxLength(64))]),
  ),
})
export type Message = z.infer<typeof Message>

/** What a message may draw from; more than it names is allowed, less is a bug. */
export type ParameterPool = Readonly<Record<string, number | string | undefined>>

/** The message `key` with exactly the parameters that it declares. */
export function messageFrom(key: MessageKey, pool: ParameterPool): Message {
  const parameters: Record<string, number | string> = {}
  for (const name of Object.keys(parametersOf(key))) {
    const parameter = pool[name]
    assert(parameter !== undefined, `the message ${key} lacks ${name}`)
    parameters[name] = parameter
  }
  return { key, parameters }
}
