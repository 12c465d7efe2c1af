// Node-RED looks for nodes in a .js file beside an .html one, and takes its default export.
export { registerActionNodes as default } from './action-nodes.ts';
