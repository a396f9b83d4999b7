export { FilesScreen as default } from '#src/screens/files/FilesScreen.tsx'
