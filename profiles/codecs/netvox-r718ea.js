// Port 6: status and version; port 7: answers to commands.
function decodeUplink(input) {
  const bytes = input.bytes;
  if (bytes[1] !== 0x9a) return { errors: [`device type ${bytes[1]} is no R718EA`] };
  if (input.fPort === 7) return { data: { Cmd: bytes[0] } };
  if (input.fPort !== 6) return { errors: [`port ${input.fPort}, neither 6 nor 7`] };
  if (bytes[2] === 0) return { data: { SWver: bytes[3] / 10, HWver: bytes[4] } };
  const signed8 = (byte) => (byte << 24) >> 24;
  return {
    data: {
      // The highest bit says that the battery is low.
      Volt: (bytes[3] & 0x7f) / 10,
      AngleX: signed8(bytes[4]),
      AngleY: signed8(bytes[5]),
      AngleZ: signed8(bytes[6]),
      Temp: (((bytes[7] << 24) | (bytes[8] << 16)) >> 16) / 10,
    },
  };
}
