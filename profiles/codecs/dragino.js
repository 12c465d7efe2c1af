// What Dragino's devices have in common: the battery in the first two bytes, whose highest bits are flags.
function batteryV(bytes) {
  return (((bytes[0] << 8) | bytes[1]) & 0x3fff) / 1000;
}

function signed16(high, low) {
  return ((high << 24) | (low << 16)) >> 16;
}
