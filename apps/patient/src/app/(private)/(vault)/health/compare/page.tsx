export { CompareScreen as default } from '#src/screens/compare/CompareScreen.tsx'
