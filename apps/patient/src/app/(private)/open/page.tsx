export { VaultOpenScreen as default } from '#src/screens/vault-open/VaultOpenScreen.tsx'
