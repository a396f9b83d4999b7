export { PrivateFrame as default } from '#src/shell/PrivateFrame.tsx'
