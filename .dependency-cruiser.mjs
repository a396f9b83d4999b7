/**
 * Who may import what: direction, purity and reachability. The end-to-end encryption of the vault is a property of
 * this graph: no service reaches the code that opens one, by any path. tools/dependency-rules.test.ts plants one
 * forbidden import per rule and sees each of them fail.
 */
const rule = (name, from, to) => ({ name, severity: 'error', from, to })

// These run in a browser, a worker and Node, so they may not import node: modules.
const portable = '^packages/(std|health-model|importers|engine|crypto|endpoint|contracts|client|store)/src'
// Opening a vault belongs to the patient's device: no service and no other app reaches it by any path. Their tests
// do: they meet real patients on the test platform.
const notThePatient = '^(services|apps/doctor|packages/service-kit)/'
// These two open nothing at all, not even records of their own.
const blind = '^services/(gateway|vault)/'
const impure = '/(store|routes|jobs|service|context|config|logger|events)(/|\\.ts$)'
const above = '^(services|apps|packages/platform)/'
const test = '(\\.test\\.ts$|/test/|/e2e/|^packages/platform/|^tools/|^bench/)'

export default {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('all-resolve', {}, { couldNotResolve: true }),
    rule('store-is-the-patients', { path: '^(services|apps/doctor)/' }, { path: '^packages/store/' }),
    rule('packages-are-below', { path: '^packages/(?!platform)', pathNot: '/test/' }, { path: above }),
    rule(
      'services-are-strangers',
      { path: '^services/([^/]+)/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule('apps-are-clients', { path: '^apps/' }, { path: '^(services|packages/service-kit)/' }),
    rule('platform-is-for-start-and-tests', { pathNot: test }, { path: '^packages/platform/' }),
    rule('portable-packages', { path: portable, pathNot: '\\.test\\.ts$' }, { dependencyTypes: ['core'] }),
    rule('domain-is-pure', { path: '^services/[^/]+/src/domain/' }, { path: impure }),
    rule('hazmat-is-private', { pathNot: '^packages/crypto/' }, { path: '^packages/crypto/src/hazmat/' }),
    rule(
      'vault-keys-stay-home',
      { path: notThePatient, pathNot: test },
      { path: '^packages/crypto/src/vault-', reachable: true },
    ),
    rule(
      'blind-services',
      { path: blind, pathNot: test },
      { path: '^packages/crypto/src/service-box', reachable: true },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // a type-only import is still a dependency
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.build|\\.next|test-results)/|^apps/[^/]+/out/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
