export { ImportScreen as default } from '#src/screens/import/ImportScreen.tsx'
