export { MyCodeScreen as default } from '#src/screens/my-code/MyCodeScreen.tsx'
