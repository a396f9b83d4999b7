export { VaultFrame as default } from '#src/shell/VaultFrame.tsx'
