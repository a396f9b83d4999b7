export { VaultCreateScreen as default } from '#src/screens/vault-create/VaultCreateScreen.tsx'
