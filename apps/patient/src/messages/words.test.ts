/** Goal: every message says what ICU says. Method: each is formatted as the app does and as use-intl itself does. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertSameWords } from '@nornos/ui/messages/testing'
import { createTranslator } from 'use-intl/core'
import { privateMessages } from './private-messages.ts'

test('every message, with every choice in it', () => {
  const count = assertSameWords(privateMessages, (message, values) => {
    const translate = createTranslator<{ message: string }>({ locale: 'en', messages: { message }, onError })
    return translate('message', { ...values } as Record<string, string | number>)
  })
  assert.ok(count > 100)
})

function onError(cause: Error): never {
  throw cause
}
