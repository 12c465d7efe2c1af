// Milesight's frames are a row of channel, type and value, least significant byte first. A profile names by
// `milesightHistory` what one earlier measurement (channel 20) holds, where its device sends such.

function decodeUplink(input) {
  const bytes = input.bytes;
  const u16 = (at) => bytes[at] | (bytes[at + 1] << 8);
  const i16 = (at) => (u16(at) << 16) >> 16;
  const ofDevice = () => ({ device: true });
  const history = [];
  // By channel and type: bytes of the value, and what it means.
  const channels = {
    '01 75': [1, (at) => ({ battery: bytes[at] })],
    '03 67': [2, (at) => ({ temperature: i16(at) / 10 })],
    '04 68': [1, (at) => ({ humidity: bytes[at] / 2 })],
    '05 00': [1, (at) => ({ leakage_status: bytes[at] === 1 ? 'leak' : 'normal' })],
    '06 00': [1, (at) => ({ magnet_status: bytes[at] === 1 ? 'open' : 'close' })],
    '03 82': [2, (at) => ({ distance: u16(at) })],
    '04 00': [1, (at) => ({ position: bytes[at] === 1 ? 'tilt' : 'normal' })],
    '03 cf': [
      7,
      (at) => ({ angle_x: i16(at) / 100, angle_y: i16(at + 2) / 100, angle_z: i16(at + 4) / 100 }),
    ],
    // What the device is, and answers to commands.
    'ff 01': [1, ofDevice],
    'ff 03': [2, (at) => ({ report_interval: u16(at) })],
    'ff 09': [2, ofDevice],
    'ff 0a': [2, ofDevice],
    'ff 0b': [1, ofDevice],
    'ff 0f': [1, ofDevice],
    'ff 16': [8, ofDevice],
  };
  if (typeof milesightHistory !== 'undefined') {
    const earlier = (at) => {
      const timestamp = (u16(at) | (u16(at + 2) << 16)) >>> 0;
      history.push({ timestamp, ...milesightHistory.read(bytes, at + 4, i16) });
      return { history };
    };
    channels['20 ce'] = [milesightHistory.bytes, earlier];
  }
  const hex = (byte) => byte.toString(16).padStart(2, '0');
  const data = {};
  for (let at = 0; at + 1 < bytes.length; ) {
    const name = `${hex(bytes[at])} ${hex(bytes[at + 1])}`;
    if (!channels[name]) return { errors: [`channel ${name} is not known`] };
    const [length, read] = channels[name];
    at += 2;
    if (at + length > bytes.length) return { errors: [`channel ${name} ends within its value`] };
    Object.assign(data, read(at));
    at += length;
  }
  return { data };
}
