// Types into the editor of rules, as a person does.
import type { Page } from 'playwright-core';

/** Puts `text` in the place of the value of the first line that reads `line`. */
export async function writeOver(page: Page, line: string, text: string): Promise<void> {
  const [, value = ''] = line.split(': ');
  await page.locator('.cm-line', { hasText: line }).first().click();
  await page.keyboard.press('End');
  for (const _ of value) await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}
