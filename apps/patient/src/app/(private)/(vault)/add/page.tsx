export { AddScreen as default } from '#src/screens/entry/AddScreen.tsx'
