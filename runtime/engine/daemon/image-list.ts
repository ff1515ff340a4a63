import type { ImageSummary } from '../../docker-api/image.ts';
import type { World } from '../../world.ts';
import { withTag } from '../images/find-image.ts';
import { imageId } from '../images/image-id.ts';
import { type Answer, answer } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { unixSeconds } from './timestamps.ts';

/** GET /images/json: the images that containers of this host were made from. */
export function imageList(world: World, host: string): Answer<readonly ImageSummary[]> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const references = new Set([...engine.containers.values()].map((container) => withTag(container.image)));
  return answer(
    [...references].sort().map((reference) => ({
      Id: imageId(reference),
      RepoTags: [reference],
      Created: unixSeconds(world, 0),
      Size: 0,
    })),
  );
}
