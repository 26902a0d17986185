/** `<copy-button>`: copies the code of the figure it stands in. Without script it stays empty. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', () => void this.copy(button));
    this.replaceChildren(button);
    this.setAttribute('aria-live', 'polite');
  }

  private async copy(button: HTMLButtonElement): Promise<void> {
    const parts = this.closest('figure')?.querySelectorAll('pre') ?? [];
    const code = Array.from(parts, (part) => part.textContent).join('\n');
    try {
      await navigator.clipboard.writeText(`${code}\n`);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed';
    }
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  }
}

if (!customElements.get('copy-button')) customElements.define('copy-button', CopyButton);
