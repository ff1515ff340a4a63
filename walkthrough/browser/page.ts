import { lightUpNames } from './light-up.ts';
import { addPacketSteppers } from './step-packet.ts';
import { addStorySteps } from './step-story.ts';
import { addThemeButton } from './theme.ts';
import { addSandboxes } from './try-it.ts';

// What a page does beyond being read; without it every word is still there.
const tools = document.getElementById('tools');
if (tools !== null) addThemeButton(tools);
addStorySteps();
addPacketSteppers();
addSandboxes();
lightUpNames();
