// What Drawer and Dialog share: the browser's own <dialog> in the top layer traps the keyboard and makes the rest
// inert; focus returns to the opener, which Chromium 86 does not do by itself.
// The template names its element `dialog`.
import { nextTick, onBeforeUnmount, onMounted, useTemplateRef, watch, type Ref } from 'vue';

export function modal(open: () => boolean, close: () => void): Readonly<Ref<HTMLDialogElement | null>> {
  const dialog = useTemplateRef<HTMLDialogElement>('dialog');
  let opener: HTMLElement | null = null;

  function show(): void {
    opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    if (dialog.value && !dialog.value.open) dialog.value.showModal();
  }
  function hide(): void {
    if (dialog.value?.open) dialog.value.close();
    const back = opener;
    opener = null;
    void nextTick(() => back?.isConnected && back.focus());
  }
  onMounted(() => {
    dialog.value?.addEventListener('cancel', (event) => {
      event.preventDefault(); // Esc: the owner decides
      close();
    });
    if (open()) show();
  });
  watch(open, (now) => void nextTick(() => (now ? show() : hide())));
  onBeforeUnmount(() => dialog.value?.open && hide());
  return dialog;
}
