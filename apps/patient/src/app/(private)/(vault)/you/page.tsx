export { YouScreen as default } from '#src/screens/you/YouScreen.tsx'
