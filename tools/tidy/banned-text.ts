/** Text that must not stand in a file, each with what to write instead. */
import type { Finding, TidyCheck } from './finding.ts'

export interface Ban {
  readonly rule: string
  readonly pattern: RegExp
  readonly instead: string
  /** Files it applies to. */
  readonly within: RegExp
  readonly except?: RegExp
}

const code = /\.(ts|tsx|mjs)$/
const test = '\\.test\\.tsx?$|\\.e2e\\.ts$|/test/|/e2e/|/testing/|/fixtures/'
const domain = /^services\/[^/]+\/src\/domain\//
const portable =
  /^packages\/(std|health-model|importers|engine|crypto|endpoint|contracts|client|store)\/src\//
// This file and its test must name what they forbid.
const here = /^tools\/tidy\/(banned-text|tidy\.test)\.ts$/

export const bans: readonly Ban[] = [
  {
    rule: 'environment',
    // In quotes it is the name of a constant that a bundler fills in.
    pattern: /(?<!['"])\bprocess\.env\b/,
    instead: 'let main.ts hand it to config.ts, and pass on what that makes of it',
    within: code,
    except: new RegExp(
      `(^|/)[a-z.-]*config\\.(ts|mjs)$|/src/([a-z]+-)?main\\.ts$|^tools/|^bench/|^packages/platform/src/cli/|${test}`,
    ),
  },
  {
    rule: 'clock-in-domain',
    pattern: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
    instead: 'take `now` as a parameter',
    within: domain,
  },
  {
    rule: 'chance-in-domain',
    pattern: /\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(|\brandomBytes\(/,
    instead: 'take the random value as a parameter',
    within: domain,
  },
  {
    rule: 'double-cast',
    pattern: /\bas unknown as\b/,
    instead: 'parse it, or write the type that it has',
    within: code,
  },
  {
    rule: 'unowned-work',
    pattern: /\b(FIXME|XXX|HACK)\b|(?<!@)\bTODO\b|@TODO(?!\([a-z][\w-]*\))/,
    instead: 'do it now, or write @TODO(owner)',
    within: /\.(ts|tsx|mjs|css|sql|sh|yaml)$/,
  },
  {
    rule: 'silenced-compiler',
    pattern: /@ts-(ignore|nocheck|expect-error)|eslint-disable/,
    instead: 'make the types say what is true',
    within: code,
  },
  {
    rule: 'whole-zod',
    pattern: /from 'zod(\/v4)?'/,
    instead: "import * as z from 'zod/mini': the whole of zod weighs 91 KB in the apps",
    within: portable,
  },
  {
    rule: 'waiting-in-tests',
    pattern: /\bwaitForTimeout\(|\bsetTimeout\((resolve|r|done)\b/,
    instead: 'wait for the event itself',
    within: new RegExp(test),
  },
  {
    rule: 'lonely-tests',
    pattern: /\b(test|it|describe)\.(only|todo|fixme)\b/,
    instead: 'run all tests',
    within: new RegExp(test),
  },
  {
    rule: 'sql-in-code',
    pattern: /\.query(<[^>]*>)?\(\s*[`'"]/,
    instead: 'put the statement into a function of store/',
    within: /^services\/[^/]+\/src\//,
    except: /\/src\/(connect\/)?store\//,
  },
  {
    rule: 'registry-hosts',
    pattern: /\bregistry\.(npmjs|yarnpkg)\.|"resolved": "https?:|^registry=/m,
    instead: 'leave the registry to the configuration of the machine',
    within: /./,
  },
  {
    rule: 'machine-paths',
    pattern: /(?<![\w.$}-])\/(work|root|home\/\w+|Users\/\w+)\/|\.\.\/shared(?![\w-])/,
    instead: 'derive the path from the repository, or take it from the environment',
    within: /./,
    except: /^(\.ci\/run|Dockerfile|deploy\/.*)$/,
  },
]

export const checkBannedText: TidyCheck = (repository) =>
  repository.files.flatMap((file) =>
    bans
      .filter((ban) => ban.within.test(file) && !ban.except?.test(file) && !here.test(file))
      .flatMap((ban) => occurrence(repository.read(file), file, ban)),
  )

function occurrence(text: string, file: string, { rule, pattern, instead }: Ban): readonly Finding[] {
  const found = pattern.exec(text)
  if (found === null) return []
  const line = text.slice(0, found.index).split('\n').length
  return [{ rule, file, message: `line ${line}: ${JSON.stringify(found[0])} – ${instead}` }]
}
