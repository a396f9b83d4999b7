export { SourcesScreen as default } from '#src/screens/sources/SourcesScreen.tsx'
