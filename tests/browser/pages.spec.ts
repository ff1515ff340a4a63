import { statSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { CHROMIUM, site } from './site.ts';

const PHONE = { viewport: { width: 375, height: 740 } };
/** Bytes: page and sandbox together. */
const LARGEST = 1.5 * 1024 * 1024;

describe.skipIf(CHROMIUM === undefined)('the tutorial in a browser', () => {
  const { folder, visit } = site();
  const pages = () => globSync('**/*.html', { cwd: folder }).sort();

  test('every page opens on a phone without a complaint, fits, and asks the network for nothing', async () => {
    expect(pages().length).toBeGreaterThan(10);
    for (const path of pages()) {
      const { page, complaints } = await visit(path, PHONE);
      expect(await page.locator('h1').count(), path).toBe(1);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide, path).toBeLessThanOrEqual(PHONE.viewport.width);
      expect(complaints, path).toEqual([]);
      await page.close();
    }
  });

  test('every page is small enough', () => {
    for (const path of pages()) expect(statSync(join(folder, path)).size, path).toBeLessThan(LARGEST);
    expect(statSync(join(folder, 'dnet.js')).size).toBeLessThan(LARGEST);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    for (const path of [
      'index.html',
      'modes/four-modes.html',
      'modes/user-bridge.html',
      'modes/published-ports.html',
      'swarm/routing-mesh.html',
      'compose/shop/shop.html',
    ]) {
      const { page } = await visit(path, { colorScheme });
      await openEverything(page);
      expect(await seriousIssues(page), path).toEqual([]);
      await page.close();
    }
  });

  test('the stepper steps through a packet, and the header changes at NAT', async () => {
    const { page, complaints } = await visit('modes/published-ports.html');
    const check = page.locator('details.check', { hasText: 'Does phone reach laptop on port 8080' }).first();
    await check.locator('summary').first().click();
    const stepper = check.locator('.stepper').first();
    await stepper.getByRole('button', { name: 'Step through it' }).click();
    expect(await stepper.getByRole('status').textContent()).toContain('Hop 1 of 5');
    await stepper.getByRole('button', { name: 'Next hop' }).click();
    expect(await stepper.getByRole('status').textContent()).toContain('laptop');
    const now = check.locator('.stop.now').first();
    expect(await now.locator('.field.differs').allTextContents()).toEqual([
      'to 192.168.1.31:8080',
      'to 172.17.0.2:80',
    ]);
    expect(await now.locator('.rule').first().textContent()).toContain('DNAT');
    expect(await page.locator('.badge').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('the story goes step by step, with the keyboard too', async () => {
    const { page } = await visit('modes/published-ports.html');
    await page.getByRole('button', { name: 'One step at a time' }).first().click();
    expect(await page.locator('.stage:visible').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.story-steps [role=status]').first().textContent()).toContain('Step 2 of');
    await page.close();
  });

  test('a name lights up wherever it stands', async () => {
    const { page } = await visit('modes/user-bridge.html');
    await page.locator('.console [data-key="laptop/db"]').first().hover();
    expect(await page.locator('svg .lit').count()).toBeGreaterThan(0);
    expect(await page.locator('.console .lit').count()).toBeGreaterThan(0);
    await page.close();
  });

  test('the sandbox answers docker network ls and curl', async () => {
    const { page, complaints } = await visit('modes/published-ports.html');
    await page.getByRole('button', { name: 'Type commands in this world' }).first().click();
    const terminal = page.locator('section.terminal').first();
    await terminal.waitFor();
    expect(await typed(page, 'laptop', 'docker network ls')).toMatch(/bridge +bridge +local/);
    expect(await typed(page, 'phone', 'curl -s http://192.168.1.31:8080')).toMatch(/^[0-9a-f]{12}$/m);
    expect(await typed(page, 'laptop', 'docker rm -f nobody')).toContain('No such container');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('an exercise turns green when it is solved, and not before', async () => {
    const { page, complaints } = await visit('modes/user-bridge.html');
    const exercise = page.locator('.exercise').first();
    await exercise.getByRole('button', { name: 'Solve it here' }).click();
    await exercise.locator('section.terminal').waitFor();
    expect(await exercise.locator('.state').textContent()).toBe('1 of 1 to go');
    await typed(page, 'laptop', 'docker network ls');
    expect(await exercise.getAttribute('class')).not.toContain('solved');
    await typed(page, 'laptop', 'docker network connect app web');
    expect(await exercise.getAttribute('class')).toContain('solved');
    expect(await exercise.locator('.state').textContent()).toBe('Solved.');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** Types a command into the open terminal and gives back all that stands on its screen. */
async function typed(page: Page, place: string, command: string): Promise<string> {
  const terminal = page.locator('section.terminal').first();
  await terminal.locator('select').selectOption(place);
  await terminal.getByLabel('Command', { exact: true }).fill(command);
  await page.keyboard.press('Enter');
  return (await terminal.locator('.screen').textContent()) ?? '';
}

const openEverything = (page: Page): Promise<void> =>
  page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');

async function seriousIssues(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')))`);
}
