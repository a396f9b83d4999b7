export { WelcomeScreen as default } from '#src/screens/welcome/WelcomeScreen.tsx'
