export { TrailScreen as default } from '#src/screens/trail/TrailScreen.tsx'
