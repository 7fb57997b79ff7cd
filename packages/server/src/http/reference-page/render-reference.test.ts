import { OPERATION_LIST, openApiDocument } from '@assay/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { h, prose } from '../../html/html.ts';
import type { OpenApiDocument } from './open-api-shape.ts';
import { renderReference } from './render-reference.ts';

describe('the reference page', () => {
  const page = renderReference(openApiDocument('9.9.9') as OpenApiDocument);

  it('shows every operation and links to it', () => {
    for (const operation of OPERATION_LIST) {
      expect(page).toContain(`id="${operation.id}"`);
      expect(page).toContain(`href="#${operation.id}"`);
    }
    expect(page).toContain('Version 9.9.9');
  });

  it('leads nowhere that does not exist', () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    const anchors = new Set([...page.matchAll(/id="([^"]+)"/g)].map((match) => match[1]));
    expect(targets.filter((target) => !anchors.has(target ?? ''))).toEqual([]);
  });
});

describe('text in a page', () => {
  it('never becomes markup, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { text: rendered } of [h`${text}`, prose(text)]) {
          const withoutOurs = rendered.replaceAll(/<\/?(p|code|strong)>/g, '');
          expect(withoutOurs).not.toMatch(/[<>"']/);
        }
      }),
    );
  });
});
