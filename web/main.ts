// Start of the desk: who am I, then the page that was asked for.
import { createApp } from 'vue';
import App from './App.vue';
import { watch_network } from './api/reach';
import { read_session } from './api/session';
import './design/index.css';
import { router } from './router';
import { tick_minutes } from './time';

async function start(): Promise<void> {
  watch_network();
  const app = createApp(App);
  try {
    await read_session();
    tick_minutes();
    app.use(router);
    await router.isReady();
    app.mount('#app');
  } catch (error) {
    console.error(error);
    const { default: Unreachable } = await import('./pages/Unreachable.vue');
    createApp(Unreachable).mount('#app');
  }
}
void start();
