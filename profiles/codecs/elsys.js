// Elsys' frames are a row of type and value, most significant byte first. What is not read here is passed over.
function decodeUplink(input) {
  const bytes = input.bytes;
  const data = {};
  const u16 = (at) => (bytes[at] << 8) | bytes[at + 1];
  const i16 = (at) => (u16(at) << 16) >> 16;
  // Bytes of the value by type.
  const lengths = [null, 2, 1, 3, 2, 1, 2, 2, 2, 6, 2, 4, 2, 1, 2, 1, 4, 1, 1, 65, 4, 2, 2, 4, 2, 2, 1, 4];
  for (let at = 0; at < bytes.length; ) {
    const type = bytes[at];
    const length = lengths[type];
    if (!length || at + 1 + length > bytes.length) return { errors: [`type ${type} cannot be read`] };
    const value = at + 1;
    if (type === 0x01) data.temperature = i16(value) / 10;
    if (type === 0x02) data.humidity = bytes[value];
    if (type === 0x07) data.vdd = u16(value);
    if (type === 0x08) data.analog1 = u16(value);
    if (type === 0x0a) data.pulse1 = u16(value);
    if (type === 0x0c) data.externalTemperature = i16(value) / 10;
    if (type === 0x0d) data.digital = bytes[value];
    if (type === 0x0e) data.distance = u16(value);
    if (type === 0x12) data.waterleak = bytes[value];
    if (type === 0x14)
      data.pressure = ((bytes[value] << 24) | (bytes[value + 1] << 16) | u16(value + 2)) / 1000;
    at = value + length;
  }
  return { data: data };
}
