import { expect, test } from 'vitest';
import { CATALOGUE } from '../../../../runtime/engine/images/catalogue.ts';
import { repositoryOf, withTag } from '../../../../runtime/engine/images/find-image.ts';
import { imageId } from '../../../../runtime/engine/images/image-id.ts';

test.each([
  ['nginx', 'nginx', 'nginx:latest'],
  ['nginx:1.27-alpine', 'nginx', 'nginx:1.27-alpine'],
  ['docker.io/library/redis:7', 'redis', 'docker.io/library/redis:7'],
  ['localhost:5000/app', 'localhost:5000/app', 'localhost:5000/app:latest'],
  ['dnet/probe@sha256:abc', 'dnet/probe', 'dnet/probe@sha256:abc'],
])('%s', (reference, repository, tagged) => {
  expect(repositoryOf(reference)).toBe(repository);
  expect(withTag(reference)).toBe(tagged);
});

test('what an image listens on, it exposes, the probe image and demo-web aside', () => {
  for (const image of CATALOGUE.values()) {
    if (['dnet/probe', 'demo-web'].includes(image.name)) continue;
    for (const { port, protocol } of image.listen)
      expect(image.expose, image.name).toContain(`${port}/${protocol}`);
  }
});

test('an id depends on the name alone', () => {
  expect(imageId('nginx:latest')).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(imageId('nginx:latest')).toBe(imageId('nginx:latest'));
  expect(imageId('nginx:latest')).not.toBe(imageId('nginx:1'));
});
