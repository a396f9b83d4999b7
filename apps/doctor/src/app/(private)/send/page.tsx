export { SendScreen as default } from '#src/screens/send/SendScreen.tsx'
