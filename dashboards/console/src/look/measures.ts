// Measures that more than one part of the page must agree on.

/** Width of the drawer that lies over the right of the map. */
export const drawerWidth_px = 460;
