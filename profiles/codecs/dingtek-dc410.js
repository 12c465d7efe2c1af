// 17 bytes: a measurement; 25 bytes: what is set in the device.
function decodeUplink(input) {
  const bytes = input.bytes;
  if (input.fPort !== 3) return { errors: [`port ${input.fPort}, not 3`] };
  if (bytes.length === 25 && bytes[3] === 3)
    return { data: { periodic_upload_interval: `${bytes[7]} hours` } };
  if (bytes.length !== 17) return { errors: [`${bytes.length} bytes, neither 17 nor 25`] };
  const isNegative = (bytes[9] & 0x0f) !== 0;
  return {
    data: {
      level: `${(bytes[5] << 8) | bytes[6]} mm`,
      angle: `${isNegative ? -bytes[10] : bytes[10]} °`,
      temperature: `${bytes[8]} ℃`,
      full: bytes[11] >> 4 !== 0,
      motion: bytes[12] >> 4 !== 0,
      battery: (bytes[12] & 0x0f) !== 0,
      frame_counter: (bytes[13] << 8) | bytes[14],
    },
  };
}
