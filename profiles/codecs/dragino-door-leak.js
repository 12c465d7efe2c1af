// LDS02 (door) and LWL02 (leak): the byte after the battery says what the device watches.
function decodeUplink(input) {
  const bytes = input.bytes;
  if (input.fPort !== 10 || bytes.length < 3) return { errors: [`no report: port ${input.fPort}`] };
  const mode = bytes[2];
  const data = { BAT_V: batteryV(bytes), MOD: mode };
  if (mode === 1 || mode === 3) data.DOOR_OPEN_STATUS = bytes[0] & 0x80 ? 1 : 0;
  if (mode === 2 || mode === 3) data.WATER_LEAK_STATUS = bytes[0] & 0x40 ? 1 : 0;
  return { data: data };
}
