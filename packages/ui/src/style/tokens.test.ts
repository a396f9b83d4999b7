/**
 * Goal: every colour pair that the components use can be read, in light and in dark.
 * Method: the pairs are computed from tokens.css itself with the formula of WCAG 2.2 (relative luminance).
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const pattern = /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g
const tokens = new Map([...css.matchAll(pattern)].map(([, name, light, dark]) => [name, { light, dark }]))

const papers = ['bg', 'surface', 'sunken']
const series = ['heart', 'hrv', 'sleep', 'activity', 'oxygen', 'temperature', 'glucose']
const stages = ['stage-deep', 'stage-light', 'stage-rem', 'stage-awake']
const status = ['danger', 'warn', 'ok', 'info']

/** Text needs 4.5:1, the border of a control and the mark of a chart 3:1. */
const pairs: readonly (readonly [string, string, number])[] = [
  ...papers.flatMap((paper) => [
    ...['fg', 'muted', 'accent', 'accent-hover', ...status].map((ink) => [ink, paper, 4.5] as const),
    ...['line-strong', 'focus', ...series].map((ink) => [ink, paper, 3] as const),
  ]),
  ...stages.map((ink) => [ink, 'surface', 3] as const),
  ...status.flatMap((name) => [
    [name, `${name}-soft`, 4.5] as const,
    ['fg', `${name}-soft`, 4.5] as const,
    ['focus', `${name}-soft`, 3] as const,
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['fg', 'accent-soft', 4.5],
  ['muted', 'accent-soft', 4.5],
]

for (const theme of ['light', 'dark'] as const) {
  test(`every pair of colours passes WCAG 2.2 AA in the ${theme} theme`, () => {
    const failing = pairs
      .map(([ink, paper, least]) => ({
        ink,
        paper,
        least,
        ratio: contrast(colour(ink, theme), colour(paper, theme)),
      }))
      .filter(({ ratio, least }) => ratio < least)
    assert.deepEqual(failing, [])
  })
}

test('the measure itself tells black on white from grey on white', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.ok(contrast('#999999', '#ffffff') < 3)
})

test('every token is known to Tailwind, so no component needs a raw colour', () => {
  const missing = [...tokens.keys()].filter((name) => !css.includes(`--color-${name}: var(--${name});`))
  assert.equal(tokens.size, 31)
  assert.deepEqual(missing, [])
})

function colour(name: string, theme: 'light' | 'dark'): string {
  const value = tokens.get(name)?.[theme]
  assert.ok(value, `no token named ${name}`)
  return value
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  assert.ok(low !== undefined && high !== undefined)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
