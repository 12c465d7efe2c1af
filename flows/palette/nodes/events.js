// Node-RED looks for nodes in a .js file beside an .html one, and takes its default export.
export { registerEventNodes as default } from './event-nodes.ts';
