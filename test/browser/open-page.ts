// A page of a real browser for tests.
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { adminPassword } from '../running-hub.ts';
import { hasBrowser, launchBrowser } from './launch-browser.ts';

/** Tests that need a browser are skipped where there is none, and say so in their name. */
export const browserNote = hasBrowser
  ? ''
  : ' (skipped: no chromium; install it or set SLUICE_TEST_CHROMIUM)';

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: 'zh-CN' | 'en-GB';
}

/** A page of its own browser context. What the page throws, and what its content policy refuses, is kept in `errors`. */
export async function openPage({ width = 1440, height = 900, locale = 'en-GB' }: PageOptions = {}): Promise<{
  page: Page;
  browser: Browser;
  errors: readonly string[];
}> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width, height }, locale });
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy|-src'/i.test(message.text())) {
      errors.push(message.text());
    }
  });
  return { page, browser, errors };
}

export async function logIn(page: Page, username = 'admin', password = adminPassword): Promise<void> {
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
}
