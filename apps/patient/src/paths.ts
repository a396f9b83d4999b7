/**
 * Every address of the app. A path names a screen, never a person or a record: ids stand in the fragment, which no
 * server sees. Read them with `useHashParams`.
 */
export const paths = {
  welcome: () => '/',
  vaultCreate: () => '/create',
  vaultOpen: () => '/open',
} as const
