export { FileScreen as default } from '#src/screens/files/FileScreen.tsx'
