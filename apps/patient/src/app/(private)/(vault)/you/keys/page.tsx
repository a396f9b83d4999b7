export { KeysScreen as default } from '#src/screens/keys/KeysScreen.tsx'
