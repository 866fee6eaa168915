/** Puts a text on the clipboard; where the page may not ask for it, through the document's own copy. False if neither works. */
export async function putOnClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyThroughDocument(text);
  }
}

function copyThroughDocument(text: string): boolean {
  let isCopied = false;
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    isCopied = true;
  };
  document.addEventListener('copy', give, { once: true, capture: true });
  // Deprecated, and the only way left: a window that grants no permissions has no other.
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
  return isCopied;
}
