function decodeUplink(input) {
  const bytes = input.bytes;
  if (input.fPort !== 103 || bytes.length < 4) return { errors: [`no measurement: port ${input.fPort}`] };
  return {
    data: {
      battery_volt: (25 + (bytes[1] & 0x0f)) / 10,
      temperature: (bytes[2] & 0x7f) - 32,
      humidity: bytes[3] & 0x7f,
    },
  };
}
